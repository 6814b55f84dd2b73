package dev.weir.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.privacy.detect.LeakCounts.Leak;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeakScanTest {

    private static final int VALUES = 10_000;

    private static final Set<LeakKind> BY_WORDS = EnumSet.of(LeakKind.NAME, LeakKind.ADDRESS, LeakKind.PLATE);

    @Test
    void findsIdentityNumbersWholeAndInsideText() {
        People people = new People(1);
        assertThat(leaks(people::identity)).containsExactly(LeakKind.IDENTITY);
        assertThat(leaks(() -> "scan_" + people.identity() + "_1.dcm")).containsExactly(LeakKind.IDENTITY);
        LeakScan scan = scan("S2024-1", "x11010519491231002x", "11010519491231002X", "no 11010519491231002X.");
        assertThat(scan.counts().of(LeakKind.IDENTITY)).satisfies(hits -> {
            assertThat(hits.whole()).isEqualTo(1);
            assertThat(hits.inside()).isEqualTo(2);
        });
    }

    /** Organisations, places, works and goods are often called after people, and people seldom after organisations. */
    @Test
    void titlesThatHoldNamesAreNoPeople() {
        Random random = new Random(7);
        Supplier<String> company = () -> of(random, PLACES) + " " + of(random, KINDS) + " " + of(random, HEADS);
        Supplier<String> founded = () -> of(random, FAMILIES) + " " + of(random, KINDS) + " " + of(random, HEADS);
        Supplier<String> person = () -> of(random, GIVEN) + " " + of(random, FAMILIES);
        assertThat(leaks(() -> random.nextInt(5) < 2 ? founded.get() : company.get()))
                .isEmpty();
        assertThat(leaks(person)).as("people").contains(LeakKind.NAME);
        assertThat(leaks(() -> person.get() + " " + of(random, KINDS)))
                .as("people with what they are in")
                .contains(LeakKind.NAME);
        assertThat(leaks(() -> person.get() + " (" + of(random, KINDS) + ")"))
                .as("the same in brackets")
                .contains(LeakKind.NAME);
        assertThat(leaks(() -> random.nextBoolean() ? person.get() : company.get()))
                .as("people beside companies")
                .contains(LeakKind.NAME);
        assertThat(leaks(() -> random.nextBoolean() ? person.get() : "Not Yet Admitted"))
                .as("people beside one title")
                .contains(LeakKind.NAME);
    }

    /** What one column's other values say, one value by itself does not: it is taken for the name that it may be. */
    @Test
    void placesAndThingsThatAreCalledAfterPeopleAreNoPeopleInAColumn() {
        Random random = new Random(8);
        Supplier<String> kind = () -> of(random, KINDS) + " " + of(random, HEADS);
        Supplier<String> region = () -> of(random, List.of("OH", "TX", "FL", "MI"));
        Supplier<String> city = () -> of(random, List.of("Columbus", "Orlando", "Jackson", "Madison", "Jordan"));
        Supplier<String> african = () -> of(random, List.of("Blessing", "Precious", "Gift", "Mercy", "Talent")) + " "
                + of(random, List.of("Chukwu", "Moyo", "Okafor", "Ndlovu", "Sibanda"));
        assertThat(leaks(() -> region.get() + " - " + city.get()))
                .as("OH - Orlando")
                .isEmpty();
        assertThat(leaks(() -> city.get() + ", " + region.get()))
                .as("Orlando, FL")
                .isEmpty();
        assertThat(leaks(() -> of(random, FAMILIES) + " County, Ohio")).isEmpty();
        assertThat(leaks("name", () -> of(random, FAMILIES) + " " + kind.get()))
                .as("houses with one family's name")
                .isEmpty();
        assertThat(leaks("name", () -> of(random, FAMILIES) + " County")).isEmpty();
        assertThat(leaks("name", african)).contains(LeakKind.NAME);
        assertThat(leaks(() ->
                        of(random, FAMILIES) + ", " + of(random, GIVEN).charAt(0) + (char) ('A' + random.nextInt(26))))
                .as("Sullivan, MI")
                .contains(LeakKind.NAME);
        assertThat(leaks("name", () -> of(random, GIVEN) + " " + of(random, FAMILIES) + " " + kind.get()))
                .as("people with what they are in")
                .contains(LeakKind.NAME);
        byte[] alone = bytes("Jackson, MI");
        assertThat(new LeakScan("name").categories(alone, 0, alone.length)).contains("NAME");
    }

    /** Five and twenty names in three hundred rows are over the limit of twenty, among other text too. */
    @Test
    void fewNamesThatComeAgainAreAllCounted() {
        List<String> doctors = Stream.of(
                        ("Wilson Lopez Garcia Martin Nguyen Patel Okafor Kowalski Ivanova Schmidt Rossi Dubois Haddad Tanaka Kim"
                                        + " Silva Novak Larsen Murphy Fischer Weber Moreau Costa Sharma Ali")
                                .split(" "))
                .map(name -> name + ", MD")
                .toList();
        Random random = new Random(9);
        LeakScan scan = new LeakScan("val");
        for (int i = 0; i < 300; i++) {
            scan.add(bytes(of(random, doctors)));
        }
        assertThat(scan.counts().over(LeakLimit.standard()))
                .extracting(Leak::kind)
                .contains(LeakKind.NAME);
    }

    private static final List<String> PLACES = List.of(
            "Copper",
            "Sunset",
            "Prairie",
            "Highland",
            "Northern",
            "Mountain",
            "Harbour",
            "Golden",
            "Island",
            "Riverside");
    private static final List<String> KINDS = List.of(
            "Brewing",
            "Research",
            "Insurance",
            "Radiology",
            "Engineering",
            "Shipping",
            "Publishing",
            "Banking",
            "Oncology");
    private static final List<String> HEADS =
            List.of("Company", "University", "Institute", "Laboratory", "Association", "Department", "Society");
    private static final List<String> GIVEN = List.of(
            "Jennifer", "Michelle", "Gregory", "Kimberly", "Timothy", "Rebecca", "Jonathan", "Stephanie", "Nicholas");
    private static final List<String> FAMILIES =
            List.of("Anderson", "Thompson", "Rodriguez", "Mitchell", "Henderson", "Sullivan", "Gonzalez", "Patterson");

    private static String of(Random random, List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    @Test
    void findsFewIdentityNumbersAmongManyOtherValues() {
        People people = new People(2);
        Random random = new Random(2);
        assertThat(leaks(() -> random.nextInt(500) == 0 ? people.identity() : "value " + random.nextInt(100)))
                .containsExactly(LeakKind.IDENTITY);
    }

    @Test
    void onePersonInEveryRowIsEnough() {
        assertThat(leaks(() -> "11010519491231002X")).containsExactly(LeakKind.IDENTITY);
        assertThat(leaks(() -> "scan_11010519491231002X_1.dcm")).containsExactly(LeakKind.IDENTITY);
        assertThat(leaks(() -> "13319432141")).containsExactly(LeakKind.PHONE);
        assertThat(leaks(() -> "zou.qiang28@qq.com")).containsExactly(LeakKind.EMAIL);
        assertThat(leaks(() -> "浙江省杭州市西湖区文三路127号28栋637室")).containsExactly(LeakKind.ADDRESS);
        assertThat(leaks(() -> "京A12345")).containsExactly(LeakKind.PLATE);
    }

    /** One code in ten or thirty is right by chance, and other codes have the form of a passport. */
    @Test
    void oneCodeInEveryRowIsNotEnough() {
        People people = new People(31);
        String[] cards = {people.card(), people.card()};
        assertThat(leaks(() -> cards[0])).isEmpty();
        assertThat(leaks(() -> "E12345678")).isEmpty();
        Random random = new Random(31);
        assertThat(leaks(() -> cards[random.nextInt(2)])).containsExactly(LeakKind.BANK);
        assertThat(leaks(() -> random.nextInt(3) > 0 ? "none" : "13319432141")).isEmpty();
    }

    /** The law pack asks for 20 different names, which a small table never has. */
    @ParameterizedTest
    @CsvSource({"19, 19, true", "8, 8, true", "12, 12, true", "3, 3, false", "19, 4, false", "300, 16, false"})
    void namesInNearlyEachRowOfASmallTableAreEnough(int rows, int different, boolean isLeak) {
        People people = new People(41);
        List<String> names =
                Stream.generate(people::name).distinct().limit(different).toList();
        LeakScan scan = new LeakScan("c");
        for (int row = 0; row < rows; row++) {
            scan.add(bytes(names.get(row % different)));
        }
        assertThat(scan.counts().over(Map.of(LeakKind.NAME, new LeakLimit(20, 0.1, 0.1))))
                .extracting(Leak::kind)
                .containsExactlyElementsOf(isLeak ? List.of(LeakKind.NAME) : List.of());
    }

    /** Of 64 places in a sketch three values share one in 3 of 64 tables. */
    @Property(tries = 200)
    void threeDifferentOnesAreThree(@ForAll long seed) {
        People people = new People(seed);
        List<String> numbers =
                Stream.generate(people::identity).distinct().limit(3).toList();
        LeakScan scan = new LeakScan("c");
        for (int row = 0; row < 30; row++) {
            scan.add(bytes(row < 3 ? numbers.get(row) : "rest " + row % 5));
        }
        assertThat(scan.counts().over(LeakLimit.standard()))
                .extracting(Leak::kind)
                .containsExactly(LeakKind.IDENTITY);
    }

    @Test
    void findsMobilesCardsAndNames() {
        People people = new People(3);
        Random random = new Random(3);
        assertThat(leaks(people::mobile)).containsExactly(LeakKind.PHONE);
        assertThat(leaks(() -> random.nextInt(10) == 0 ? "家属电话" + people.mobile() : "一切正常"))
                .containsExactly(LeakKind.PHONE);
        assertThat(leaks(people::card)).containsExactly(LeakKind.BANK);
        assertThat(leaks(people::name)).containsExactly(LeakKind.NAME);
    }

    /** Of numbers that look like those of people as often as chance has it. */
    @Property(tries = 40)
    void randomNumbersBesideTextPass(
            @ForAll @IntRange(min = 7, max = 19) int digits,
            @ForAll @IntRange(min = 1, max = 60) int percent,
            @ForAll long seed) {
        Random random = new Random(seed);
        People people = new People(seed);
        assertThat(leaks(() -> random.nextInt(100) < percent
                        ? people.any("1", "4", "6", "8") + people.digits(digits - 1)
                        : "一切正常"))
                .isEmpty();
    }

    /** As programs and forms write them: behind a label, in a mark of XML, between commas, with the check digit in brackets. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "HKID: A123456(3) ~ DOCUMENT",
                "HKID:A123456(3) ~ DOCUMENT",
                "{\"hkid\": \"A123456(3)\"} ~ DOCUMENT",
                "17,A123456(3),M ~ DOCUMENT",
                "010-62345678/010-62345679 ~ PHONE",
                "010-62345678, 0571-87654321 ~ PHONE",
                "010-62345678 0571-87654321 ~ PHONE",
                "010-62345678/62345679 ~ PHONE",
                "010-62345678-8001 ~ PHONE",
                "(010)62345678-8001 ~ PHONE",
                "SMITH^JOHN^A^^MR ~ NAME",
                "SMITH^JOHN^^DR ~ NAME",
                "张^小明 ~ NAME",
                "张^伟^^^ ~ NAME",
                "代诉者:患者之妻王秀英，病史可靠 ~ NAME",
                "17|A123456(3)|M ~ DOCUMENT",
                "<id>A123456(3)</id> ~ DOCUMENT",
                "id=A123456(3)&x=1 ~ DOCUMENT",
                "HKID^A123456(3)^^HKSAR ~ DOCUMENT",
                "香港居民身份证G123456(A) ~ DOCUMENT",
                "17,G123456(A),M ~ DOCUMENT",
                "{\"id\": \"A123456789\"} ~ DOCUMENT",
                "<id>A123456789</id> ~ DOCUMENT",
                "{\"tel\": \"01062781234\"} ~ PHONE",
                "tel=01062781234&x=1 ~ PHONE"
            })
    void findsNumbersInStructuredText(String value, LeakKind kind) {
        assertThat(scan(value).counts().found(kind)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "17,A123456(4),M", // no check digit
                "A12345(3)",
                "f(3)",
                "https://a.example/0106278123",
                "C:\\data\\01062781234",
                "2024-05-01T12:30:00"
            })
    void findsNoneInCodes(String value) {
        LeakCounts counts = scan(value).counts();
        assertThat(LeakKind.values()).allMatch(kind -> counts.found(kind) == 0);
    }

    /** As programs print them, with all of their digits. */
    @Property(tries = 8)
    @net.jqwik.api.Tag("torture")
    void vectorsAndIntervalsPass(@ForAll @IntRange(min = 1, max = 16) int size, @ForAll long seed) {
        Random random = new Random(seed);
        assertThat(leaks(() ->
                        random.doubles(size).mapToObj(String::valueOf).collect(Collectors.joining(", ", "[", "]"))))
                .isEmpty();
        assertThat(leaks(() ->
                        random.nextDouble() + " (" + random.nextDouble() + " to " + 9 * random.nextDouble() + ")"))
                .isEmpty();
        assertThat(leaks(() -> "{\"score\":" + random.nextDouble() + ",\"p\":" + random.nextDouble() + "}"))
                .isEmpty();
    }

    /** However long a value is, and wherever in it something stands. */
    @Property(tries = 60)
    void longValuesAreLookedThroughToTheirEnd(@ForAll @IntRange(min = 0, max = 30_000) int before, @ForAll long seed) {
        People people = new People(seed);
        String filler = "x ".repeat(before / 2);
        String after = "y ".repeat(seed % 2 == 0 ? 3000 : 0);
        LeakScan scan = scan(
                filler + people.identity() + " " + after,
                filler + "tel " + people.mobile() + " " + after,
                filler + "a." + before + "@qq.com " + after);
        assertThat(scan.counts().found(LeakKind.IDENTITY)).isEqualTo(1);
        assertThat(scan.counts().found(LeakKind.PHONE)).isEqualTo(1);
        assertThat(scan.counts().found(LeakKind.EMAIL)).isEqualTo(1);
        String number = people.identity();
        byte[] payload = bytes(filler + number + " " + after);
        assertThat(new LeakScan("c").categories(payload, 0, payload.length)).contains("RID");
        assertThat(scan(Base64.getEncoder().encodeToString(payload)).counts().found(LeakKind.IDENTITY))
                .isEqualTo(1);
    }

    /** A file that begins with rows of nobody, as one that is sorted by date may. */
    @ParameterizedTest
    @CsvSource({"600, 2000, true", "600, 2000, false", "350, 700, false", "2500, 5000, true", "10000, 20000, false"})
    void namesInLaterRowsAreFound(int clean, int rows, boolean isSame) {
        People people = new People(rows);
        LeakScan scan = new LeakScan("note");
        for (int i = 0; i < rows; i++) {
            String start = isSame ? "今日复查，血压平稳，继续观察。" : "第" + (char) ('一' + i % 20_000) + "床复查，血压平稳，继续观察。";
            scan.add(bytes(i < clean ? start : "复查，血压平稳。患者" + people.name() + "今日出院。"));
        }
        assertThat(scan.counts().over(Map.of(LeakKind.NAME, new LeakLimit(20, 0.1, 0.1))))
                .as("%s", scan.counts().of(LeakKind.NAME))
                .extracting(Leak::kind)
                .containsExactly(LeakKind.NAME);
    }

    /** None of them alone is more than its limit, and a third of the values tells somebody. */
    @Test
    void kindsThatAreTooMuchTogetherAreFound() {
        People people = new People(51);
        LeakScan scan = new LeakScan("c");
        for (int i = 0; i < 400; i++) {
            scan.add(bytes(
                    switch (i % 20) {
                        case 0, 1 -> people.name();
                        case 2 -> "E" + people.digits(8);
                        case 3, 4 -> "G" + people.digits(8);
                        case 5 -> people.mobile();
                        default -> "rest " + i % 7;
                    }));
        }
        Map<LeakKind, LeakLimit> limits = new EnumMap<>(LeakLimit.standard());
        assertThat(scan.counts().over(limits)).isEmpty();
        limits.put(LeakKind.NAME, new LeakLimit(20, 0.15, 0.1));
        assertThat(scan.counts().over(limits)).extracting(Leak::kind).containsExactly(LeakKind.NAME, LeakKind.TRAVEL);
    }

    @Test
    @Tag("torture")
    void ordinaryColumnsPass() {
        Random random = new Random(4);
        OrdinaryColumns.all(random)
                .forEach((name, values) -> assertThat(leaks(values)).as(name).isEmpty());
    }

    /** What is found by words is an estimate, which follows from what was seen before. */
    @net.jqwik.api.Tag("slow")
    @Property
    void numbersOfPartsAddUpToNumbersOfTheWhole(@ForAll("textsWithNumbers") List<String> texts, @ForAll int cut) {
        LeakCounts whole = scan(texts.toArray(String[]::new)).counts();
        int at = texts.isEmpty() ? 0 : Math.floorMod(cut, texts.size());
        LeakCounts parts = scan(texts.subList(0, at).toArray(String[]::new))
                .counts()
                .plus(scan(texts.subList(at, texts.size()).toArray(String[]::new))
                        .counts());
        assertThat(parts.values()).isEqualTo(whole.values()).isEqualTo(texts.size());
        for (LeakKind kind : LeakKind.values()) {
            if (!BY_WORDS.contains(kind)) {
                assertThat(parts.of(kind)).as("%s", kind).isEqualTo(whole.of(kind));
            }
        }
    }

    /** Words are looked for in few texts, and what is found there stands for the others. */
    @Test
    void platesAmongOtherTextCountForThoseThatAreNotSearched() {
        Random random = new Random(5);
        LeakScan scan = new LeakScan("col_7");
        for (int i = 0; i < VALUES; i++) {
            String plate = "车牌京A·B" + (1000 + random.nextInt(9000)) + "的家属已到，请在门诊大厅等候通知";
            String other = "样品已入库，第" + random.nextInt(90_000) + "批，今天下午由物流部门复核并登记";
            scan.add((i % 5 == 0 ? plate : other).getBytes(StandardCharsets.UTF_8));
        }
        assertThat(scan.counts().of(LeakKind.PLATE).inside()).isBetween(VALUES / 10L, 2L * VALUES / 5);
        assertThat(scan.counts().over(LeakLimit.standard()))
                .extracting(Leak::kind)
                .containsExactly(LeakKind.PLATE);
    }

    @Provide
    Arbitrary<List<String>> textsWithNumbers() {
        People people = new People(7);
        List<String> numbers = Stream.<Supplier<String>>of(people::identity, people::mobile, people::card)
                .flatMap(number -> Stream.generate(number).limit(50))
                .toList();
        Arbitrary<String> text = Arbitraries.strings().ofMaxLength(40);
        return Arbitraries.frequencyOf(
                        Tuple.of(4, text),
                        Tuple.of(1, Arbitraries.of(numbers)),
                        Tuple.of(
                                1,
                                Combinators.combine(text, Arbitraries.of(numbers))
                                        .as((words, number) -> words + " " + number)))
                .list()
                .ofMaxSize(60);
    }

    /** The law pack asks for 20 different names in more than one text of ten. */
    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.4, 1})
    void looksCloserWhereATextNamesSomebody(double share) {
        People people = new People(21);
        Random random = new Random(21);
        LeakScan scan = new LeakScan("note");
        int named = 0;
        for (int i = 0; i < 10_000; i++) {
            boolean isNamed = random.nextDouble() < share;
            named += isNamed ? 1 : 0;
            scan.add(bytes((isNamed ? "患者" + people.name() + "，" : "") + "术后第" + i
                    + "日，切口愈合良好，引流量少，未诉特殊不适，继续抗感染及营养支持治疗，复查血红蛋白正常。"));
        }
        assertThat(scan.counts().found(LeakKind.NAME) / (double) named).isBetween(0.6, 1.4);
        assertThat(scan.counts().over(Map.of(LeakKind.NAME, new LeakLimit(20, 0.1, 0.1))))
                .extracting(Leak::kind)
                .containsExactly(LeakKind.NAME);
    }

    /** Names are looked for in a sample of texts; all that digits or an @ show is found in each. */
    @Test
    void numbersAndAddressesOfEMailAreFoundInEveryText() {
        People people = new People(31);
        LeakScan scan = new LeakScan("c");
        for (int i = 0; i < 200; i++) {
            scan.add(bytes("please write to li" + i + "(at)qq.com about it"));
            scan.add(bytes("the identity number of visitor " + i + " is A123456(3)"));
            scan.add(bytes("号" + people.identity() + "，复诊"));
            scan.add(bytes("家属电话" + people.mobile() + "，请联系"));
        }
        assertThat(scan.counts().of(LeakKind.EMAIL).inside()).isEqualTo(200);
        assertThat(scan.counts().of(LeakKind.DOCUMENT).inside()).isEqualTo(200);
        assertThat(scan.counts().of(LeakKind.IDENTITY).inside()).isEqualTo(200);
        assertThat(scan.counts().of(LeakKind.PHONE).inside()).isEqualTo(200);
        assertThat(scan.counts().values()).isEqualTo(800);
    }

    /** Of words a sample stands for all, once many were seen; of numbers every one is found. */
    @Test
    @Tag("torture")
    void countsWordsBySamplesAndNumbersOneByOne() {
        People people = new People(11);
        Random random = new Random(11);
        LeakScan scan = new LeakScan("c");
        int values = 300_000;
        int numbers = 0;
        int names = 0;
        for (int i = 0; i < values; i++) {
            boolean isNumber = random.nextInt(400) == 0;
            boolean isName = !isNumber && random.nextInt(2) == 0;
            numbers += isNumber ? 1 : 0;
            names += isName ? 1 : 0;
            scan.add(bytes(
                    isNumber
                            ? "号" + people.identity()
                            : isName ? people.name() : "切口第" + (char) (0x4e00 + i % 9000) + "层"));
        }
        assertThat(scan.counts().found(LeakKind.IDENTITY)).isEqualTo(numbers);
        assertThat(scan.counts().found(LeakKind.NAME) / (double) names).isBetween(0.75, 1.25);
        assertThat(scan.counts().over(LeakLimit.standard()))
                .extracting(Leak::kind)
                .contains(LeakKind.IDENTITY, LeakKind.NAME);
    }

    @Test
    void theFirstOnesAreAllLookedAtAndThenSamplesThatStandForAll() {
        ValueSampler samples = ValueSampler.of(TablePart.WHOLE);
        for (int i = 1; i < 512; i++) {
            assertThat(samples.next()).as("value %s", i).isEqualTo(1);
        }
        long all = 511;
        int looked = 0;
        for (int i = 512; i <= 1 << 22; i++) {
            int stands = samples.next();
            all += stands;
            looked += stands == 0 ? 0 : 1;
            if (i % (1 << 20) == 0) {
                assertThat(all / (double) i).isBetween(0.97, 1.03);
            }
        }
        assertThat(looked).isBetween(4_200, 5_300);
    }

    @Test
    void laterPartsOfATableAreLookedAtBySamplesEarlier() {
        ValueSampler samples = ValueSampler.of(new TablePart(1));
        for (int i = 1; i < 64; i++) {
            assertThat(samples.next()).as("value %s", i).isEqualTo(1);
        }
        long all = 63;
        int looked = 63;
        for (int i = 64; i <= 1 << 20; i++) {
            int stands = samples.next();
            all += stands;
            looked += stands == 0 ? 0 : 1;
        }
        assertThat(all / (double) (1 << 20)).isBetween(0.95, 1.05);
        assertThat(looked).isBetween(1_000, 1_300);
    }

    /** Names by samples, numbers one by one: in each part of a table, whatever its number. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 9})
    void everyPartOfATableIsLookedThrough(int part) {
        People people = new People(12);
        Random random = new Random(part);
        LeakScan scan = new LeakScan("c", List.of(), List.of(), new TablePart(part));
        int numbers = 0;
        int names = 0;
        for (int i = 0; i < 20_000; i++) {
            boolean isNumber = random.nextInt(100) == 0;
            numbers += isNumber ? 1 : 0;
            names += isNumber ? 0 : 1;
            scan.add(bytes(isNumber ? "号" + people.identity() : people.name()));
        }
        assertThat(scan.counts().found(LeakKind.IDENTITY)).isEqualTo(numbers);
        assertThat(scan.counts().found(LeakKind.NAME) / (double) names).isBetween(0.6, 1.4);
    }

    /** Rows that repeat in step with the sample would all be passed over, or all be taken. */
    @Test
    void samplesDoNotFallInStepWithRows() {
        for (int step : new int[] {2, 8, 64, 128, 1024}) {
            ValueSampler samples = ValueSampler.of(TablePart.WHOLE);
            long all = 0;
            for (int i = 0; i < 1 << 20; i++) {
                int stands = samples.next();
                all += i % step == 1 ? stands : 0;
            }
            assertThat(all * (double) step / (1 << 20)).as("one of " + step).isBetween(0.4, 1.6);
        }
    }

    private static void compare(SubjectInText search, byte[] value, byte[] key) {
        search.add(value, 0, value.length, key, 0, key.length);
    }

    @Test
    void findsASubjectsKeyInsideLongerText() {
        SubjectInText names = new SubjectInText(TablePart.WHOLE);
        for (int i = 1000; i < 1100; i++) {
            String key = "H" + i;
            compare(names, bytes("ct_" + key + "_" + UUID.randomUUID() + ".dcm"), bytes(key));
        }
        assertThat(names.counts()).isEqualTo(new SubjectInText.Counts(100, 0, 100));
        assertThat(names.counts().tells()).isTrue();
    }

    @Test
    void findsASubjectsKeyInSmallLettersAndWithoutItsLetters() {
        SubjectInText names = new SubjectInText(TablePart.WHOLE);
        for (int i = 517_000; i < 517_100; i++) {
            byte[] key = bytes("P" + i);
            compare(names, bytes("p" + i), key);
            compare(names, bytes("P" + i), key);
            compare(names, bytes(String.valueOf(i)), key);
            names.add(i, key, 0, key.length);
            compare(names, bytes("x_" + i + ".dcm"), key);
            compare(names, bytes("scan p" + i + " of 3"), key);
            compare(names, bytes("Q" + i + 7), key);
            names.add(i + 1, key, 0, key.length);
        }
        assertThat(names.counts()).isEqualTo(new SubjectInText.Counts(800, 400, 200));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "P517779 | P517779 | SAME",
                "p517779 | P517779 | SAME",
                "517779 | P517779 | SAME",
                "P517779 | p517779 | SAME",
                "Q517779 | P517779 | INSIDE",
                "x517779y | P517779 | INSIDE",
                "1 517779 | P517779 | INSIDE",
                "1517779 | P517779 | NONE",
                "5177791 | P517779 | NONE",
                "517779 5177791 | P517779 | INSIDE",
                "5177791 517779 | P517779 | INSIDE",
                "51777 | P517779 | NONE",
                "517778 | P517779 | NONE",
                "~~ | P517779 | NONE",
                // five digits of a key speak for themselves, fewer do not
                "12345 | P12345 | SAME",
                "1234 | P1234 | NONE",
                "xP1234x | P1234 | INSIDE",
                "p1234 | P1234 | SAME",
                "ABCD | abcd | SAME",
                "[BCD | {bcd | NONE",
                "@abc | `abc | NONE",
                "zZaA | ZzAa | SAME",
                // a shorter key is not compared at all
                "xP12x | P12 | NOT_COMPARED",
                // in other writings
                "Ｐ５１７７７９ | P517779 | SAME",
                "P-517-779 | P517779 | SAME",
                "P 517,779 | P517779 | SAME",
                "no 517-779 | P517779 | INSIDE",
                "P517779 | P-517-779 | SAME",
                "P 51 7778 | P517779 | NONE",
                "P12 | P12 | NOT_COMPARED",
                // with zeros before them or behind the point, as tables of another program have them, and among Chinese
                // characters
                "123456 | 000123456 | SAME",
                "0000123456 | 000123456 | SAME",
                "00123456 | P123456 | SAME",
                "123456.0 | 000123456 | SAME",
                "123456.00 | 123456 | INSIDE",
                "123456. | 123456 | INSIDE",
                "123456.5 | 123456 | INSIDE",
                "123457.0 | 123456 | NONE",
                "123456 | 病案123456号 | SAME",
                "123456.0 | 病案00123456号 | SAME",
                "1234.0 | 1234 | INSIDE",
                "1234.0 | P1234 | NONE",
                "1234 | 编1234号 | NONE",
                "12.0 | 0012 | NONE",
                "seen on day 12 after surgery, afebrile, no drain; 517779 | P51-7779 | INSIDE",
                "seen on day 12 after surgery, afebrile, no drain; 517779 | P517779 | INSIDE",
                "seen on day 12 after surgery, afebrile, no drain; 517778 | P51-7779 | NONE",
                "患者于术后第12日随访，体温正常，引流管已拔除，编号５１７７７９，继续观察并定期复查血常规 | P517779 | INSIDE",
            })
    void comparesAValueWithItsRowsKey(String value, String key, String found) {
        SubjectInText search = new SubjectInText(TablePart.WHOLE);
        byte[] text = bytes("#" + value + "##");
        byte[] keys = bytes("###" + key + "#");
        search.add(text, 1, text.length - 2, keys, 3, keys.length - 1);
        assertThat(search.counts()).isEqualTo(counts(found));
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 1000, SAME",
        "999, 0999, NONE",
        "1001, 1000, NONE",
        "517779, P517779, SAME",
        "-517779, P517779, NONE",
        "1000, P001000, SAME",
        "517779, 病案0517779号, SAME",
        "5177, 病案5177号, NONE",
        "123456789012345678, 123456789012345678, SAME",
        "1234567890123456789, 1234567890123456789, NONE",
        "100, 100, NOT_COMPARED",
    })
    void comparesAWholeNumberWithItsRowsKey(long value, String key, String found) {
        SubjectInText search = new SubjectInText(TablePart.WHOLE);
        byte[] keys = bytes("###" + key + "#");
        search.add(value, keys, 3, keys.length - 1);
        assertThat(search.counts()).isEqualTo(counts(found));
    }

    private static SubjectInText.Counts counts(String found) {
        return new SubjectInText.Counts(
                found.equals("NOT_COMPARED") ? 0 : 1, found.equals("SAME") ? 1 : 0, found.equals("INSIDE") ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"3, 6, true", "2, 2, false", "3, 7, false", "4, 7, true", "0, 0, false"})
    void tellsASubjectFromThreeValuesAndHalfOfThemOn(long found, long compared, boolean tells) {
        assertThat(new SubjectInText.Counts(compared, found, 0).tells()).isEqualTo(tells);
        assertThat(new SubjectInText.Counts(compared, 1, found - 1).tells()).isEqualTo(tells);
        assertThat(new SubjectInText.Counts(1, 2, 3).plus(new SubjectInText.Counts(10, 20, 30)))
                .isEqualTo(new SubjectInText.Counts(11, 22, 33));
    }

    @Test
    void fewDigitsOfAKeyAreChance() {
        SubjectInText doses = new SubjectInText(TablePart.WHOLE);
        for (int i = 1000; i < 1100; i++) {
            compare(doses, bytes(i + " mg"), bytes("H" + i));
            doses.add(7, bytes("P0007"), 0, 5);
        }
        assertThat(doses.counts()).isEqualTo(new SubjectInText.Counts(200, 0, 0));
    }

    @Test
    void aKeyInsideALongerNumberIsChance() {
        SubjectInText amounts = new SubjectInText(TablePart.WHOLE);
        for (int i = 1000; i < 1100; i++) {
            compare(amounts, bytes(String.format(Locale.ROOT, "7%d9.00", i)), bytes(String.valueOf(i)));
        }
        assertThat(amounts.counts().tells()).isFalse();
    }

    @Test
    void findsWhatPartsAreTogether() {
        People people = new People(5);
        assertThat(neighbours(() -> halves(people.identity(), 9))).containsExactly(LeakKind.IDENTITY);
        assertThat(neighbours(() -> halves(people.card(), 8))).containsExactly(LeakKind.BANK);
        assertThat(neighbours(() -> halves(people.name(), 1))).containsExactly(LeakKind.READ_AS_NAME);
        assertThat(neighbours(() -> {
                    String[] name = halves(people.name(), 1);
                    return new String[] {name[1], name[0]};
                }))
                .containsExactly(LeakKind.READ_AS_NAME);
        assertThat(neighbours(() -> new String[] {
                    people.any("cao", "wang", "li", "zhao"),
                    people.any(
                            "hua",
                            "xiaoming",
                            "na",
                            "yu",
                            "dan",
                            "fang",
                            "min",
                            "jie",
                            "hao",
                            "lan",
                            "rui",
                            "tao",
                            "qing",
                            "mei",
                            "bo",
                            "jia")
                }))
                .containsExactly(LeakKind.READ_AS_NAME);
        assertThat(array(() -> people.identity().split(""))).containsExactly(LeakKind.IDENTITY);
        assertThat(array(() -> people.mobile().split(""))).containsExactly(LeakKind.PHONE);
        assertThat(array(() -> halves(people.mobile(), 3))).containsExactly(LeakKind.PHONE);
    }

    @Test
    void partsOfNobodyPass() {
        Random random = new Random(6);
        assertThat(neighbours(() -> new String[] {"138", "2024" + (1000 + random.nextInt(300))}))
                .isEmpty();
        assertThat(neighbours(() -> new String[] {
                    OrdinaryColumns.any(random, "高", "低", "中", "白", "黄", "方"),
                    OrdinaryColumns.any(random, "度", "压", "温", "位", "色", "血糖", "热", "烧")
                }))
                .isEmpty();
        assertThat(neighbours(() -> new String[] {
                    OrdinaryColumns.any(random, "left", "right", "long", "Upper", "human", "Lower"),
                    OrdinaryColumns.any(random, "hand", "lung", "bone", "Arm", "gene", "sample")
                }))
                .isEmpty();
        assertThat(array(() -> random.ints(11, 1, 6).mapToObj(String::valueOf).toArray(String[]::new)))
                .isEmpty();
        assertThat(array(() -> random.ints(3, 0, 5000).mapToObj(String::valueOf).toArray(String[]::new)))
                .isEmpty();
        assertThat(array(() -> random.doubles(3).mapToObj(String::valueOf).toArray(String[]::new)))
                .isEmpty();
    }

    private static String[] halves(String text, int at) {
        return new String[] {text.substring(0, at), text.substring(at)};
    }

    private static List<LeakKind> neighbours(Supplier<String[]> values) {
        return leaks(JoinedParts.ofNeighbours(TablePart.WHOLE), values);
    }

    private static List<LeakKind> array(Supplier<String[]> values) {
        return leaks(JoinedParts.ofArrays(TablePart.WHOLE), values);
    }

    private static List<LeakKind> leaks(JoinedParts joined, Supplier<String[]> values) {
        for (int i = 0; i < VALUES; i++) {
            joined.begin();
            for (String part : values.get()) {
                byte[] utf8 = bytes("#" + part);
                joined.add(utf8, 1, utf8.length);
            }
            joined.end();
        }
        assertThat(joined.counts().values()).isEqualTo(VALUES);
        return joined.counts().over(LeakLimit.standard()).stream()
                .map(Leak::kind)
                .toList();
    }

    private static List<LeakKind> leaks(Supplier<String> values) {
        return leaks("c", values);
    }

    private static List<LeakKind> leaks(String header, Supplier<String> values) {
        LeakScan scan = new LeakScan(header);
        for (int i = 0; i < VALUES; i++) {
            scan.add(bytes(values.get()));
        }
        return scan.counts().over(LeakLimit.standard()).stream().map(Leak::kind).toList();
    }

    private static LeakScan scan(String... texts) {
        LeakScan scan = new LeakScan("c");
        for (String text : texts) {
            scan.add(bytes(text));
        }
        return scan;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
