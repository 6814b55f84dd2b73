package dev.weir.jobs.engine.discover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.jobs.engine.read.value.ValueType;
import dev.weir.privacy.detect.vocabulary.Genotypes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import scala.collection.JavaConverters;

/** What profiles count. */
class ColumnProfileTest {

    private final FormReaders readers = new FormReaders();

    private ColumnProfile of(List<String> values) {
        ColumnProfile profile = new ColumnProfile(100);
        for (int i = 0; i < values.size(); i++) {
            profile.add(values.get(i), new RecordPosition("f", i + 1L), readers);
        }
        return profile;
    }

    private static ValueForm form(ValueType type) {
        return ValueForm.ALL.stream()
                .filter(form -> form.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theStrictReadersDecide() {
        ColumnProfile days = of(List.of("2024/3/5", "2024/12/31", "2024/2/30", "2024/03/05"));
        ValueForm slashes = form(new ValueType.Day("yyyy/M/d"));
        assertThat(days.fails(slashes)).isEqualTo(1);
        assertThat(days.firstFail(slashes)).contains(new RecordPosition("f", 3));
        assertThat(of(List.of("20240305", "20240230")).fails(form(new ValueType.Day("yyyyMMdd"))))
                .isEqualTo(1);
        assertThat(of(List.of("9223372036854775807", "9223372036854775808")).fails(form(ValueType.Whole.LONG)))
                .isEqualTo(1);
    }

    @Test
    void threeShortNumbersAreDatesWhereTheWholeColumnReadsSo() {
        ColumnProfile scores = of(List.of("9-10-10", "8-8-10", "7-9-9"));
        assertThat(scores.isOfTriples()).isTrue();
        assertThat(scores.dateLike()).isZero();
        ColumnProfile versions = of(List.of("2.9.31", "2.10.4", "2.9.30"));
        assertThat(versions.isOfTriples()).isTrue();
        assertThat(versions.dateLike()).isZero();
        ColumnProfile days = of(List.of("3.4.24", "17.11.23", "5.5.24", "unknown"));
        assertThat(days.isOfTriples()).isFalse();
        assertThat(days.dateLike()).isEqualTo(3);
    }

    @Test
    void numbersWithUnitsAreNoCodes() {
        assertThat(of(List.of("100ml", "200ml", "2U", "none")).isOfAmounts()).isTrue();
        assertThat(of(List.of("3250g", "2980g")).isOfAmounts()).isTrue();
        assertThat(of(List.of("1治疗量", "2U", "200ml")).isOfAmounts()).isTrue();
        for (List<String> codes : List.of(
                List.of("12A", "13A"),
                List.of("12m", "13d"),
                List.of("3床", "12床"),
                List.of("012g", "013g"),
                List.of("DN1", "DN2"))) {
            assertThat(of(codes).isOfAmounts()).as(codes.toString()).isFalse();
        }
    }

    /** Letters whose codes lie 64 apart are different ones. */
    @Test
    void twoLettersBehindNumbersAreTwoUnits() {
        List<String> rooms = new ArrayList<>(
                IntStream.rangeClosed(1, 39).mapToObj(i -> i + "g").toList());
        rooms.add("40\u0127");
        assertThat(of(rooms).isOfAmounts()).isFalse();
    }

    @Test
    void howLongSomethingTakesIsNoDate() {
        assertThat(of(List.of("6分42秒", "5分3秒")).isOfSpans()).isTrue();
        assertThat(of(List.of("Predose", "2 h", "24 h post-dose", "1.5 h")).isOfSpans())
                .isTrue();
        assertThat(of(List.of("2 h", "3 March")).isOfSpans()).isFalse();
    }

    @Test
    void aNameMayStandAmongOtherWords() {
        assertThat(of(List.of("to Dr Lindqvist")).mayNameWithin()).isTrue();
        assertThat(of(List.of("交班给王芳")).mayNameWithin()).isTrue();
        assertThat(of(List.of("Placebo", "高分化", "2 h")).mayNameWithin()).isFalse();
    }

    @Test
    void resultsWithUnitsHaveNoDatesInThem() {
        assertThat(of(List.of(
                                "3.5-11.0 10^9/L",
                                "11.5-17.5 g/dL",
                                "12.34 10^9/L",
                                "12.34 10⁹/L",
                                "3_99-99.9F/37.2-37.75C",
                                "was 11.5-17.5 g/dL"))
                        .dateLike())
                .isZero();
        List<String> dates = List.of(
                "12.03.2024",
                "3-5-24",
                "2024-03-05",
                "05 Mar 24",
                "11.5-17.5 g/dL on 3.5.2024",
                "3.5.24 g/dL",
                "3-11-10 U/L",
                "Mar-24");
        assertThat(of(dates).dateLike()).isEqualTo(dates.size());
    }

    @Test
    void numbersOfARegisterAreOfOneLength() {
        assertThat(of(List.of("380115", "916948")).areOfOneLength()).isTrue();
        assertThat(of(List.of("380115", "16948657")).areOfOneLength()).isFalse();
    }

    @Test
    void namesThatNoListHasAreToldFromPlacesAndBrands() {
        List<String> given = List.of("Amaka", "Chidi", "Ngozi", "Wanjiru", "Otieno", "Thandiwe", "Sipho", "Kwame");
        List<String> family = List.of("Obi", "Okafor", "Nwosu", "Kariuki", "Ochieng", "Dlamini", "Mokoena", "Owusu");
        List<String> people = new ArrayList<>();
        given.forEach(one -> family.forEach(other -> people.add(one + " " + other)));
        assertThat(of(people).isOfPeople()).isTrue();
        assertThat(of(people.stream().map(name -> name + ", MD").toList()).isOfPeople())
                .isTrue();
        assertThat(of(people.stream().map(name -> name.toUpperCase(Locale.ROOT)).toList())
                        .isOfPeople())
                .isTrue();
        assertThat(of(List.of(
                                "Stone Brewing",
                                "Bell's Brewery",
                                "Anderson Valley Brewing",
                                "Samuel Adams",
                                "Founders Brewing",
                                "Harpoon Brewery",
                                "Shipyard Brewing",
                                "Rogue Ales",
                                "Deschutes Brewery",
                                "Lagunitas"))
                        .isOfPeople())
                .isFalse();
        assertThat(of(List.of("Wayne County", "Franklin County", "Jackson County", "Howard County", "Grant County"))
                        .isOfPeople())
                .isFalse();
        assertThat(of(List.of("Asia", "Africa", "Europe", "Americas", "Oceania"))
                        .isOfPeople())
                .isFalse();
    }

    @Test
    void peopleWrittenAsOneWordAreFound() {
        assertThat(of(List.of("JessicaHolloway", "AmirHosseini", "MaryThornton", "JohnWilliams"))
                        .isOfPeople())
                .isTrue();
        assertThat(of(List.of("jthornton", "bwilliams", "miversen", "thomasr", "kjohnson"))
                        .isOfPeople())
                .isTrue();
        assertThat(of(List.of("L.F.", "K. M.", "J.T", "A.B.C.")).isOfPeople()).isTrue();
        assertThat(of(List.of("HemoGlobin", "PlateletCount", "MeanVolume", "RedCells"))
                        .isOfPeople())
                .isFalse();
        assertThat(of(List.of("saline", "tablet", "sodium", "insulin", "glucose", "heparin"))
                        .isOfPeople())
                .isFalse();
        assertThat(of(List.of("U.S.", "I.V.", "serum", "plasma", "urine", "blood"))
                        .isOfPeople())
                .isFalse();
        assertThat(of(List.of("扎西顿珠", "次仁", "索朗多吉", "旺堆", "洛桑丹增")).isOfPeople()).isTrue();
    }

    @Test
    void valuesOfOtherRowsAreKnownHoweverManyThereAre() {
        List<String> many =
                IntStream.range(0, 40_000).mapToObj(i -> i * 7 + ".25").toList();
        List<String> half = IntStream.range(0, 20_000)
                .mapToObj(i -> i % 2 == 0 ? i * 7 + ".25" : i + ".5")
                .toList();
        assertThat(of(half).sharedWith(of(many))).isCloseTo(0.5, within(0.1));
        assertThat(of(many).sharedWith(of(half))).isCloseTo(0.25, within(0.1));
        assertThat(of(many.subList(0, 40)).sharedWith(of(many.subList(0, 40)))).isEqualTo(1);
        assertThat(of(many.subList(0, 40)).sharedWith(of(many.subList(40, 80)))).isZero();
        assertThat(of(many).tellsRows()).isTrue();
        assertThat(of(IntStream.range(0, 100).mapToObj(i -> i % 30 + ".5").toList())
                        .tellsRows())
                .isFalse();
    }

    @Test
    void scriptsWithoutASearchAreTold() {
        assertThat(of(List.of("김민준", "이서연", "さくら", "สมชาย", "محمد")).unsearched())
                .isEqualTo(1);
        assertThat(of(List.of("Amaka", "王芳", "5 µg", "α")).unsearched()).isZero();
        assertThat(of(List.of("老王", "小李", "老年", "冰箱")).called()).isEqualTo(0.5);
    }

    @Test
    void wordsForNothingAreCountedApart() {
        ColumnProfile profile = of(List.of("NA", "1", "NA", "不详"));
        assertThat(profile.values()).isEqualTo(1);
        assertThat(profile.words()).containsEntry("NA", 2L).containsEntry("不详", 1L);
    }

    @Test
    void aTextInQuotesThatIsEmptyIsNoValue() {
        ColumnProfile profile = of(List.of("1", "", " ", "2"));
        assertThat(profile.values()).isEqualTo(2);
        assertThat(profile.words()).containsOnlyKeys("", " ");
    }

    @Test
    void theLongestValueCountsAndSoDoTextsWithin() {
        assertThat(of(List.of("A", "B", "a long remark")).longest()).isEqualTo(13);
        ColumnProfile nested = new ColumnProfile(100);
        nested.add(RowFactory.create(1, RowFactory.create("ab", null), "c"));
        nested.add(JavaConverters.asScalaBuffer(List.<Object>of("c", "a remark")));
        assertThat(nested.values()).isEqualTo(2);
        assertThat(nested.longest()).isEqualTo(8);
        assertThat(nested.distinct()).contains(4);
    }

    @Test
    void digitsThatANumberLosesAreCounted() {
        ColumnProfile profile =
                of(List.of("999999999999999", "1234567890123456", "0000000000000001", "1234567890123456.5", "1.5"));
        assertThat(profile.longNumbers()).isEqualTo(2);
        assertThat(profile.firstLongNumber()).contains(new RecordPosition("f", 2));
    }

    @Test
    void commasBetweenThousandsAreNoDecimalCommas() {
        assertThat(of(List.of("1,5", "2,25", "3")).hasDecimalCommas()).isTrue();
        assertThat(of(List.of("1,500", "2,250")).hasDecimalCommas()).isFalse();
        assertThat(of(List.of("1,5", "a")).failsAsCommaNumber()).isEqualTo(1);
    }

    /** However the rows are cut into parts, and whatever part comes first. */
    @Test
    void partsAddUp() {
        Random random = new Random(5);
        for (int round = 0; round < 50; round++) {
            List<ColumnProfile> parts = new ArrayList<>();
            ColumnProfile whole = new ColumnProfile(30);
            ColumnProfile part = new ColumnProfile(30);
            int different = 1 + random.nextInt(60);
            for (int i = 0; i < 200; i++) {
                String value = List.of("0", "x", "1.5", "NA", "2024-01-01", "123456789012345")
                                .get(random.nextInt(6))
                        + (i % different);
                RecordPosition spot = new RecordPosition("f", i);
                whole.add(value, spot, readers);
                part.add(value, spot, readers);
                if (random.nextInt(40) == 0) {
                    parts.add(part);
                    part = new ColumnProfile(30);
                }
            }
            parts.add(part);
            Collections.shuffle(parts, random);
            ColumnProfile sum = parts.stream().reduce(new ColumnProfile(30), ColumnProfile::plus);
            assertThat(sum.values()).isEqualTo(whole.values());
            assertThat(sum.words()).isEqualTo(whole.words());
            assertThat(sum.longest()).isEqualTo(whole.longest());
            assertThat(sum.longNumbers()).isEqualTo(whole.longNumbers());
            assertThat(sum.firstLongNumber()).isEqualTo(whole.firstLongNumber());
            assertThat(sum.leadingZeros()).isEqualTo(whole.leadingZeros());
            assertThat(sum.distinct()).isEqualTo(whole.distinct());
            for (ValueForm form : ValueForm.ALL) {
                assertThat(sum.fails(form)).isEqualTo(whole.fails(form));
                assertThat(sum.firstFail(form)).isEqualTo(whole.firstFail(form));
            }
        }
    }

    @Test
    void pairsOfAllelesAreGenotypes() {
        for (List<String> bases : List.of(List.of("CC", "CT", "TT", "Undetermined"), List.of("A/A", "A/G"))) {
            assertThat(of(bases).isOfGenotypes(false)).as("%s", bases).isTrue();
        }
        for (List<String> alleles : List.of(
                List.of("LL", "LS", "SS"),
                List.of("*1/*1", "*1/*2"),
                List.of("Val/Met", "Met/Met"),
                List.of("E3E3", "E3E4"))) {
            assertThat(of(alleles).isOfGenotypes(true)).as("%s", alleles).isTrue();
            assertThat(of(alleles).isOfGenotypes(false)).as("%s", alleles).isFalse();
        }
        for (List<String> others : List.of(List.of("CT", "MR", "US"), List.of("M", "F"), List.of("GA", "CT"))) {
            assertThat(of(others).isOfGenotypes(true)).as("%s", others).isFalse();
        }
        for (String place : List.of("SLC6A4_5HTTLPR", "5-HTTLPR", "COMT Val158Met", "MTHFR_C677T", "slc6a4_ls")) {
            assertThat(Genotypes.isPlace(place)).as(place).isTrue();
        }
        assertThat(Genotypes.isPlace("blood_type")).isFalse();
    }
}
