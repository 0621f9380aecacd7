"""Three people with a vault: a salesman with two hundred clients, somebody changing careers, and somebody shy."""

from datetime import date, timedelta

from campaigns.month import Deck, Friend, Item, Page, Persona

from vaultnet.model.config import Config
from vaultnet.model.span import Span

FIRST_NAMES = "Aad Anneke Bas Bianca Carlijn Chantal Dirk Ellen Erik Esra Fatima Femke Floor Gijs Hanneke Henk Ilse Ingrid Jaap Jacqueline Jeroen Joost Karin Kees Leonie Lex Maaike Mark Mehmet Merel Nadia Niels Olga Paul Petra Remco Rik Saskia Sjoerd Tineke".split()
LAST_NAMES = "Bakker|Boersma|Bos|Brouwer|Dekker|van Dijk|Dijkstra|van den Berg|de Boer|de Graaf|de Haan|Hendriks|Hoekstra|Huisman|Jacobs|Kok|Kramer|Kuiper|van Leeuwen|Mulder|Peters|Postma|Prins|Schouten|Smit|van der Veen|Verhoeven|Visser|Vos|Willems".split(
    "|"
)


class Salesman(Persona):
    """Wouter sells coffee and the machines for it. His notes are half Dutch, half English; he works Monday to Friday."""

    name = "salesman"
    first = date(2026, 11, 23)
    config = Config(settle=0.0, language="nl")

    def begin(self) -> None:
        self._talk = Deck(
            self.chance,
            ("gebeld over", "langs geweest, het ging over", "gemaild over", "geluncht; gesproken over", "op de beurs, kort: hij begon over", "koffie gedronken, en gelachen om", "geappt:", "terugbelverzoek;"),
            ("de nieuwe maler", "een proefplaatsing op de tweede etage", "de storing van vorige week", "het contract tot de zomer", "zijn dochter die gaat studeren", "de verbouwing van de kantine", "een cursus latte art", "bonen uit Ethiopië", "de personeelsborrel", "de vakantie in Zeeland", "een tweede filiaal", "het onderhoud in januari", "minder plastic bekers", "havermelk, en wie dat drinkt", "de griep die rondgaat", "het nieuwe kassasysteem", "hun jubileum volgend jaar", "een stagiair die barista wil worden", "de marathon van Rotterdam", "de parkeervergunning", "een rustigere machine", "zijn ouders die kleiner gaan wonen", "cafeïnevrij dat naar iets smaakt", "de kerstpakketten", "de hond die op kantoor mag", "het terras in het voorjaar", "een klacht die geen klacht was", "de nieuwe inkoper", "thee voor de raad van bestuur", "het dak dat lekt", "schaatsen, als het ooit vriest", "de fusie", "suikervrije siroop", "een open dag", "haar promotieonderzoek naar water", "de file op de A12", "waterfilters", "het oude espressoapparaat in de kelder", "duurzame koffie", "wie er met pensioen gaat"),
        )  # fmt: skip
        self._english = Deck(
            self.chance,
            ("called about", "dropped by; we talked about", "mailed about"),
            ("the grinder on the third floor", "a tasting for the new team", "his marathon", "the lease of the machine", "decaf that tastes of something", "her move from Leeds", "the canteen", "beans from Rwanda", "the noise in the lobby", "the summer party", "a barista course", "oat milk"),
        )  # fmt: skip
        names = [f"{one} {other}" for one in FIRST_NAMES for other in LAST_NAMES]
        circles = ["inner"] * 8 + ["close"] * 30 + ["casual"] * 75 + ["warm"] * 60 + ["dormant"] * 17 + [""] * 10
        for number, (name, circle) in enumerate(zip(self.chance.sample(names, 200), circles, strict=True)):
            self.know(self._client(number, name, circle))

    def _client(self, number: int, name: str, circle: str) -> Friend:
        chance = self.chance
        every = dict(self.config.circles).get(circle)
        card = {"circle": circle} if circle else {}
        card["bedrijf"] = chance.choice(("Hotel", "Bakkerij", "Drukkerij", "Notariskantoor", "Praktijk", "Brouwerij", "Bibliotheek", "Advies")) + " " + chance.choice(("De Linde", "Noord", "De Kade", "Het Anker", "Vizier", "Zuiderpark", "De Brug", "Merwe", "Oost", "De Vijfsprong"))  # fmt: skip
        card["functie"] = chance.choice(
            ("inkoper", "eigenaar", "office manager", "facilitair manager", "directeur", "chef-kok")
        )
        card["plaats"] = chance.choice(("Utrecht", "Rotterdam", "Gouda", "Delft", "Den Haag", "Woerden", "Leiden"))
        card["telefoon"] = f"06-555{number:05}"
        if number % 4 == 0:
            card["gezin"] = chance.choice(("Sanne en twee jongens", "man Piet, dochter Noor", "Els", "Tom, en een tweeling", "alleen, met hond Boris"))  # fmt: skip
        friend = Friend(name, every, "Klanten/Personen", **card)
        if number % 3 == 0:
            day = date(1950 + number % 50, 1, 1) + timedelta(chance.randrange(365))
            friend.card["verjaardag"] = str(day)
            friend.born = (day.month, day.day)
        pace = (every.after(self.first) - self.first).days if every else 120
        day = self.first - timedelta(1 + int(chance.random() * pace * 1.15))
        for _ in range(chance.randint(2, 5)):
            words = (
                self._english.deal()
                if number % 10 == 0 and number < 80
                else self._talk.deal()
                if number < 12
                else self._old_talk()
            )
            friend.spoke(day, words)
            day -= timedelta(max(2, int(pace * (0.6 + 0.6 * chance.random()))))
        self._more(number, friend)
        return friend

    def _old_talk(self) -> str:
        return self.chance.choice(("gebeld, alles goed", "koffie gedronken bij hem in de zaak", "kort gesproken op de Horecava", "levering besproken", "gemaild over de factuur", "proefpakket gebracht", "machine nagekeken, praatje gemaakt", "rondleiding gehad door de nieuwe keuken"))  # fmt: skip

    def _more(self, number: int, friend: Friend) -> None:
        """What stands in some notes besides talks."""
        choose = self.chance.choice
        ago = self.first - timedelta(self.chance.randint(10, 50))
        soon = self.first + timedelta(self.chance.randint(3, 20))
        said = f"{soon.day} {('november', 'december')[soon.month == 12]}"
        lines = {
            (20, 5): "- bezig: " + choose(("de opening van een tweede zaak", "stoppen met roken", "een cursus Italiaans")),
            (22, 7): "- zoekt: " + choose(("een betrouwbare elektricien", "iemand die websites bouwt", "een stageplek in de techniek", "een fotograaf voor de opening")),
            (23, 9): "- kan: " + choose(("elektricien, ook in het weekend", "websites bouwen", "fotograaf", "stageplek in de techniek, altijd vrij")),
            (30, 11): "- cadeau: " + choose(("een goede paraplu", "het fotoboek van de haven", "oude jenever")),
            (35, 19): f"- [ ] offerte voor een tweede machine sturen ({number}) 📅 {soon - timedelta(5)}",
        }  # fmt: skip
        talks = {
            (40, 13): f"langs geweest; haar operatie is op {said}, ze ziet ertegenop",
            (45, 17): f"gebeld. De opening van het nieuwe filiaal is op {said}, met de burgemeester",
            (50, 21): "verzoek: of ik volgend jaar op hun personeelsdag wil vertellen over koffie",
            (55, 23): "gevraagd: of ik zijn naam mag noemen bij het ziekenhuis -> ja",
        }
        friend.lines += [line for (each, rest), line in lines.items() if number % each == rest]
        for (each, rest), words in talks.items():
            if number % each == rest:
                friend.spoke(ago, words)
        if number % 25 == 3:
            friend.received(ago, choose(("het nummer van de inkoper van het ziekenhuis", "een doos appels uit eigen tuin", "twee kaartjes voor de derby", "een goed woord bij zijn buurman", "een lift naar het station in de regen")) + f" ({number})")  # fmt: skip

    def read(self, page: Page) -> None:
        if self.day.weekday() > 4 or date(2026, 12, 14) <= self.day <= date(2026, 12, 18):  # a week of skiing
            return
        for item in page.items(*(section for section in ("today", "reach_out", "thank", "promised", "introduce"))):
            self._item(page, item, self.chance.random())
        for item in page.items("leaf_through"):
            if self.chance.random() < 0.2:
                self.tick(page, item, self._talk.deal())

    def _item(self, page: Page, item: Item, mood: float) -> None:
        if item.section in ("today", "reach_out"):
            if mood < 0.55:
                self.tick(page, item, self._talk.deal())
            elif mood < 0.65:
                self.tick(page, item)
            elif mood < 0.75:
                self.tick(page, item, "", ">")
            elif mood < 0.8 and item.section == "reach_out":
                self.tick(page, item, "", "-")
            elif mood < 0.85:
                self.type(page, item, f"voicemail ingesproken, nummer {len(self.words)}")
        elif mood < 0.5:
            self.tick(page, item)

    def live(self) -> None:
        if self.day.weekday() > 4:
            return
        someone = [friend for friend in self.people.values() if self.day < friend.gone]
        if not date(2026, 12, 14) <= self.day <= date(2026, 12, 18):
            met = self.chance.choice(someone)
            self.diary(f"[[{met.name}]] {self._talk.deal()}", met)
        one, other = self.chance.sample(someone, 2)
        happens = {
            2: lambda: self.was_given(one, "een introductie bij de hotelschool, zomaar"),
            4: lambda: self.gave(other, "mijn oude vakliteratuur, drie dozen"),
            7: lambda: self.log(one, "gebeld: hij gaat trouwen op 12 december, in het klein"),
            9: lambda: self.loses(one),
            10: self._meets,
            14: lambda: self.log(other, "gebeld. Zijn moeder is in het ziekenhuis, hij slaapt slecht"),
            15: lambda: self.tries(other, "geprobeerd: voicemail"),
        }
        happens.get((self.day - self.first).days, lambda: None)()

    def _meets(self) -> None:
        """A new client."""
        new = Friend("Zeger van Es", Span(1, "M"), "Klanten/Personen", kring="close", bedrijf="Roeivereniging De Spaan")
        self.log(self.know(new), "kennisgemaakt op de kade; hij zoekt koffie voor bij het ochtendroeien")


MEETINGS = (
    ("Imke Roos", "what a product owner does all day", "she knows a design school in Ghent"),
    ("Tobias Lang", "leaving law for wood", "he would do it again, but earlier"),
    ("Priya Nair", "evening classes, and how to sleep", "her advice: finish one small thing"),
    ("Marlon Pieters", "a furniture workshop of his own", "he needs somebody for the books"),
    ("Sofie Claes", "teaching adults", "she lent me nothing, and told me everything"),
    ("Hugo Bastin", "money in the first year", "he has a spreadsheet, of course"),
    ("Wanda Kos", "the guild of restorers", "they meet on the first Tuesday"),
    ("Elio Ferrari", "veneer", "he talks to the wood"),
)


class Changer(Persona):
    """Judith leaves law to restore furniture. She asks for advice, writes a note of each meeting, and thanks."""

    name = "changer"
    first = date(2026, 12, 14)
    config = Config(settle=0.0)

    def begin(self) -> None:
        self._talk = Deck(
            self.chance,
            ("called;", "tea;", "walked along the river;", "wrote a letter;"),
            ("she laughed at the word network", "he asked how the sanding goes", "we spoke of her mother, mostly", "he thinks I should start before I am ready", "she has a cold and a new kitchen", "we looked at chairs for an hour", "the children built a fort out of law books", "he sends regards to the workbench", "she wants the old clock looked at", "nothing in particular, which was the point", "the flat is sold", "he is learning to bake", "she is reading the Russians", "he has planted forty tulips", "we did not mention the office once", "her sister is back from Lisbon", "he swims in the quarry now", "she dreams of a smaller house", "we tried to repair a radio", "his back is better", "she found my old moot court speech", "there was snow on the towpath", "he is proud of the apprentice", "she asked what I miss, and I did not know", "we agreed about nothing", "he sings in a choir in Ronse", "she calls the shop my monastery", "we counted boats", "he brought the dog", "she is afraid of the scan, a little", "the boiler broke", "he wants to see the chairs in daylight", "we made marmalade", "she quit the board", "he thanked me for the book", "we talked until the trams stopped", "she starts in Brussels in spring", "we ended up at the market", "he lost his glasses in my car"),
        )  # fmt: skip
        me = Friend("Judith Maas", is_self="true", offers="[contracts read by a lawyer, French conversation]")
        me.lines.append("- kan: huurcontract nakijken")
        self.me = me
        self.save(me.path, me.note().replace("## Contact\n\n", ""))
        close = ("Annelies Baert", "Bram Coster", "Chloé Martin", "Dorien Wouters", "Emiel Vandamme", "Farah Idrissi", "Gust Peeters", "Hilde Maes", "Ivo Janssens", "Jana Willems", "Koen De Smet", "Lies Verbeke")  # fmt: skip
        for number, name in enumerate(close):
            every = Span(*((2, "W"), (1, "M"), (6, "W"), (2, "M"))[number % 4])
            friend = Friend(name, every, cadence=("2 weeks", "monthly", "6 weeks", "2 months")[number % 4])
            friend.card["email"] = name.split()[0].lower() + "@example.org"
            friend.card["city"] = ("Ghent", "Antwerp", "Leuven")[number % 3]
            day = self.first - timedelta(self.chance.randint(3, 60))
            for _ in range(4):
                friend.spoke(day, self._talk.deal())
                day -= timedelta(self.chance.randint(10, 60))
            self.know(friend)
        self._histories()
        for number in range(28):
            friend = Friend(
                f"{'Alma Boris Cleo Dimitri Ella Felix Greta'.split()[number % 7]} {'Simons Aerts Goossens Lambert'.split()[number // 7]}"
            )
            friend.card["role"] = ("cabinet maker", "museum conservator", "career coach", "upholsterer", "antiques dealer", "teacher", "accountant")[number % 7]  # fmt: skip
            friend.spoke(self.first - timedelta(20 + 11 * number), "met once: " + ("at the open workshop day", "at the auction house", "through the evening class", "on the train, by chance")[number % 4])  # fmt: skip
            self.know(friend)

    def _histories(self) -> None:
        """What there is between Judith and her friends."""
        people = self.people
        days = {number: self.first - timedelta(number) for number in (5, 9, 12, 20, 30, 45, 50, 65)}
        people["Annelies Baert"].received(days[9], "a list of everybody she knows with a workshop")
        people["Bram Coster"].spoke(days[65], "asked: may I watch you work for a day -> yes, come on a Friday")
        people["Bram Coster"].received(days[20], "his second-best set of chisels")
        people["Chloé Martin"].spoke(days[30], "asked: what do restorers earn, honestly")
        people["Dorien Wouters"].spoke(days[12], "request: would I look at the lease of her studio")
        people["Emiel Vandamme"].card["birthday"] = "1974-12-19"
        people["Emiel Vandamme"].born = (12, 19)
        people["Emiel Vandamme"].lines.append("- gift: a good marking gauge")
        people["Farah Idrissi"].card["birthday"] = "01-03"
        people["Farah Idrissi"].born = (1, 3)
        people["Farah Idrissi"].card["interests"] = "[choir, bees]"
        people["Gust Peeters"].spoke(
            days[5], "phone. His exam for the guild is on 17 December, he pretends not to care"
        )
        people["Hilde Maes"].spoke(days[50], "borrowed: the book on marquetry")
        people["Hilde Maes"].card["anniversary"] = "1996-12-28"
        people["Ivo Janssens"].lines.append("- need: somebody who upholsters two armchairs")
        people["Jana Willems"].lines.append("- need: a lawyer to read a contract with a gallery")
        people["Koen De Smet"].lines.append("- [ ] send him the photographs of the secretaire 📅 2026-12-16")
        people["Lies Verbeke"].lines.append("- [ ] find the address of the French polisher")
        people["Lies Verbeke"].spoke(
            days[45], "asked about the first day; ask about: whether the piano survived the move"
        )

    def read(self, page: Page) -> None:
        if date(2026, 12, 24) <= self.day <= date(2026, 12, 27):
            return
        for item in page.items("thank", "answer", "report", "give_back", "promised"):
            if self.chance.random() < 0.6:
                self.tick(page, item, "yes, gladly" + f" ({len(self.words)})" if item.section == "answer" else "")
        for item in page.items("today", "reach_out"):
            mood = self.chance.random()
            if mood < 0.4:
                self.tick(page, item, self._talk.deal())
            elif mood < 0.5:
                self.type(page, item, f"after Sunday, perhaps {len(self.words)}")
        for item in page.items("introduce", "leaf_through"):
            if self.chance.random() < 0.2:
                self.tick(page, item, self._talk.deal() if item.section == "leaf_through" else "")

    def live(self) -> None:
        number, people = (self.day - self.first).days, self.people
        if number % 4 == 1 and number // 4 < len(MEETINGS):
            self._meeting(*MEETINGS[number // 4])
        happens = {
            3: lambda: self.was_given(people["Koen De Smet"], "an old workbench, if I can carry it"),
            6: lambda: self.gave(people["Jana Willems"], "two evenings with her gallery's papers"),
            8: lambda: self.log(people["Chloé Martin"], "answered: she showed me her tax return -> yes"),
            11: lambda: self._grief(people["Ivo Janssens"]),
            15: lambda: self.diary("[[Hilde Maes]] rang about the goose. Her knee operation is on 8 January.", people["Hilde Maes"]),
            18: lambda: self.log(people["Gust Peeters"], "asked: would he teach me French polishing -> what's in it for him"),
            20: self._wedding,
            22: lambda: self.log(people["Annelies Baert"], "she and Tim marry on 23 January, at the town hall"),
            25: lambda: self.log(people["Lies Verbeke"], "[ ] bring back the clamps", contact=False, dated=False),
            26: lambda: self.plan(people["Gust Peeters"], self.day + timedelta(3), "dinner at the guild with Gust"),
            27: lambda: self.diary("long talk with [[Farah Idrissi]] about bees, and about being forty", people["Farah Idrissi"]),
        }  # fmt: skip
        happens.get(number, lambda: None)()

    def _grief(self, friend: Friend) -> None:
        self.set(friend, "status", "grieving")
        self.log(friend, "called. His father died, suddenly; the funeral is on 29 December")

    def _wedding(self) -> None:
        guests = [self.people[name] for name in ("Hilde Maes", "Bram Coster", "Jana Willems", "Lies Verbeke")]
        self.diary("Our wedding, in the rain: " + ", ".join(f"[[{one.name}]]" for one in guests) + " came", *guests)

    def _meeting(self, name: str, about: str, remark: str) -> None:
        """A first meeting with somebody, who may come through somebody else."""
        friend = self.know(Friend(name, role="", created=str(self.day)))
        self.save(
            f"Meetings/{self.day} {name}.md",
            f'---\npeople: "[[{name}]]"\n---\n\nAbout {about}; {remark}.\n\n- [ ] write to [[{name}]] what I did with it ({(self.day + timedelta(10)).isoformat()})\n',
        )
        friend.contacts.add(self.day)
        self.was_given(friend, f"an hour of talk about {about}")
        through = self.chance.choice(("Annelies Baert", "Bram Coster", "Hilde Maes"))
        if self.chance.random() < 0.5:
            self.log(self.people[through], f"introduced: [[{name}]]")


class Shy(Persona):
    """Mira has twelve friends. She opens the note every third day, writes little, and has a week of silence."""

    name = "shy"
    first = date(2027, 2, 10)
    config = Config(settle=0.0)

    def begin(self) -> None:
        for number, name in enumerate(
            ("Ada", "Bo", "Cas", "Dee", "Emma Lind", "Fenna", "Guus", "Hajar", "Ian", "Jip", "Kit", "Oma")
        ):
            every, said = (
                (Span(3, "M"), "quarterly"),
                (Span(1, "M"), "monthly"),
                (Span(6, "W"), "6 weeks"),
                (None, ""),
            )[number % 4]
            friend = Friend(name, every, "Friends", **({"cadence": said} if said else {}))
            day = self.first - timedelta(self.chance.randint(5, 80))
            for text in self.chance.sample(
                (
                    "a walk",
                    "tea",
                    "messages",
                    "film",
                    "she rang",
                    "sat in the library",
                    "he cooked",
                    "just a postcard",
                    "",
                ),
                4,
            ):
                friend.spoke(day, text)
                day -= timedelta(self.chance.randint(15, 40))
            self.know(friend)
        people = self.people
        people["Ada"].card["birthday"] = "1996-02-29"
        people["Ada"].born = (2, 28)
        people["Bo"].card["birthday"] = "02-14"
        people["Bo"].born = (2, 14)
        people["Cas"].card["birthday"] = "1997-03-05"
        people["Cas"].born = (3, 5)
        people["Oma"].card |= {"birthday": "1938-03-09", "phone": "030-5550123", "address": "Lindelaan 4"}
        people["Oma"].born = (3, 9)
        people["Dee"].received(self.first - timedelta(8), "soup, when I had the flu")
        people["Emma Lind"].spoke(
            self.first - timedelta(4), "message: their wedding is on 27 February and I may bring a book"
        )
        people["Fenna"].lines.append("- [ ] lend her the blue book")
        people["Guus"].spoke(self.first - timedelta(3), "he has a job interview on 16 February")

    def opens(self) -> bool:
        """Every third day, but for a week of silence."""
        number = (self.day - self.first).days
        return number % 3 == 0 and not 12 <= number <= 20

    def read(self, page: Page) -> None:
        number = (self.day - self.first).days
        if not self.opens():
            return
        items = page.items("today", "reach_out", "thank", "promised")
        for item in items[: 1 + (number % 2)]:
            if number % 4 == 0:
                self.tick(page, item)
            elif number % 4 == 1:
                self.tick(
                    page,
                    item,
                    f"messaged, {('a bit nervous', 'it was nice', 'short', 'a heart back', 'fine')[number % 5]}, {number}",
                )
            elif number % 4 == 2:
                self.tick(page, item, "", ">")
            else:
                self.type(page, item, f"maybe tomorrow {number}")

    def live(self) -> None:
        people = self.people
        happens = {
            7: lambda: self.diary("[[Jip]] sat next to me. We did not say much, it was good.", people["Jip"]),
            10: lambda: self.plan(people["Dee"], self.day + timedelta(12), "film with Dee, she has the tickets"),
            17: lambda: self.diary("Emma's wedding. I danced, once. [[Emma Lind]]", people["Emma Lind"]),
            21: lambda: self.loses(people["Oma"]),
            24: lambda: self.was_given(people["Hajar"], "she sat with me at the funeral"),
        }
        happens.get((self.day - self.first).days, lambda: None)()


class Offline(Shy):
    """Mira without a watcher: vaultnet runs when she opens her notes."""

    name = "offline"

    def wakes(self) -> bool:
        return self.opens()


PERSONAS = (Salesman, Changer, Shy, Offline)
