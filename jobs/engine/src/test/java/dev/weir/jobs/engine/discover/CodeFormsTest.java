package dev.weir.jobs.engine.discover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By what codes are known again. */
class CodeFormsTest {

    private static ColumnProfile profile(List<String> values) {
        return ProfileOf.texts(values);
    }

    private static KnownCodes known(List<String> identifiers, ColumnProfile column) {
        Set<Long> asked = new HashSet<>();
        column.addForms(asked);
        return profile(identifiers).codes(asked).orElseThrow();
    }

    private static double anyhow(String identifier, String value) {
        ColumnProfile column = profile(List.of(value));
        return column.anyhow(known(List.of(identifier), column));
    }

    private static double within(String identifier, String value) {
        ColumnProfile column = profile(List.of(value));
        return column.within(known(List.of(identifier), column));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HX571994",
                "hx571994",
                "HX-571994",
                "HX 571994",
                "ＨＸ５７１９９４",
                "571994",
                "571994.0",
                "00571994",
                "HX571994-B0",
                "B0/HX571994",
                "[\"HX571994\", \"HX000001\"]",
                "pool of HX571994 and others",
                "患者HX571994的样本"
            })
    void aCodeIsKnownHoweverItIsWritten(String written) {
        assertThat(anyhow("HX571994", written)).isEqualTo(1);
        assertThat(anyhow(written.equals("571994.0") ? "571994" : written, "HX571994"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pool of hx-571994", "患者HX571994", "{\"of\": \"HX571994\"}", "571994 again"})
    void aCodeIsFoundInTexts(String text) {
        assertThat(within("HX571994", text)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HX571995", "57199", "12", "571994.5", "tablet of 500 mg", "A12", ""})
    void othersAreNot(String other) {
        assertThat(anyhow("HX571994", other)).isZero();
        assertThat(within("HX571994", other)).isZero();
    }

    @Test
    void oneOfFourNumbersIsNoCode() {
        ColumnProfile cells = profile(List.of("CVCL_0006", "cells 0006"));
        assertThat(cells.holds(known(List.of("0000-0006-7858-7272"), cells))).isZero();
        assertThat(cells.holds(known(List.of("P-0006"), cells))).isEqualTo(1);
    }

    @Test
    void aStudysNumberBeforeEachCodeTellsNone() {
        List<String> subjects = List.of("2024001-0011", "2024001-0012", "2024001-0013", "2024001-0014", "2024001-0015");
        ColumnProfile studies = profile(List.of("2024001"));
        assertThat(studies.anyhow(known(subjects, studies))).isZero();
        ColumnProfile written = profile(List.of("2024001/0012", "0013.2024001"));
        assertThat(written.anyhow(known(subjects, written))).isEqualTo(0.5);
    }

    @Test
    void aYearAndANumberAreACodesDigits() {
        assertThat(anyhow("P-2024-0128", "20240128")).isEqualTo(1);
        assertThat(anyhow("20240128", "P-2024-0128")).isEqualTo(1);
        assertThat(anyhow("P-2024-0128", "20240129")).isZero();
        assertThat(anyhow("COND-00012", "LIB00012"))
                .as("codes of two kinds that count from one")
                .isZero();
    }

    private static List<String> numbered(String before, int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> before + i).toList();
    }

    private static boolean isNumberedLike(List<String> identifiers, List<String> values) {
        ColumnProfile column = profile(values);
        return column.isNumberedLike(profile(identifiers), known(identifiers, column), 0.98);
    }

    @Test
    void numbersOfAllPeopleAreTheirCodes() {
        List<String> people = numbered("P-00", 1, 95);
        assertThat(isNumberedLike(people, numbered("", 5, 94))).isTrue();
        assertThat(isNumberedLike(people, numbered("", 30, 85))).as("ages").isFalse();
        assertThat(isNumberedLike(people, numbered("", 60, 150)))
                .as("beats of a heart")
                .isFalse();
        assertThat(isNumberedLike(numbered("P-00", 1, 40), numbered("", 1, 40)))
                .as("as few as these are met by chance")
                .isFalse();
        assertThat(isNumberedLike(people, numbered("2023011601", 10, 99)))
                .as("moments of twelve digits")
                .isFalse();
    }

    @Test
    void shortNumbersCount() {
        ColumnProfile counts = profile(List.of("1", "2", "3"));
        assertThat(counts.anyhow(known(List.of("001", "002", "003"), counts))).isZero();
        ColumnProfile codes = profile(List.of("p-001", "P 002", "p003"));
        assertThat(codes.anyhow(known(List.of("P001", "P002", "P003"), codes))).isEqualTo(1);
        ColumnProfile wells = profile(List.of("A1", "A2", "B3"));
        assertThat(wells.anyhow(known(List.of("A01", "A02", "B03"), wells))).isZero();
    }

    /** Of numbers without a gap nobody can tell whether they count. */
    @Test
    void numbersArePeoplesWhereTheNextOnesAreNot() {
        List<String> apart = IntStream.range(0, 60)
                .mapToObj(i -> "P-%04d".formatted(11 + 3 * i))
                .toList();
        List<String> close =
                IntStream.range(0, 60).mapToObj(i -> "P-%04d".formatted(11 + i)).toList();
        ColumnProfile plain = profile(
                IntStream.range(0, 60).mapToObj(i -> (11 + 3 * i) + ".0").toList());
        assertThat(plain.isNumberedBy(known(apart, plain), 0.99)).isTrue();
        ColumnProfile texts = profile(IntStream.range(0, 60)
                .mapToObj(i -> "see " + (11 + 3 * i) + ";ok")
                .toList());
        assertThat(texts.isNumberedBy(known(apart, texts), 0.99)).isTrue();
        ColumnProfile counts = profile(
                IntStream.range(0, 60).mapToObj(i -> String.valueOf(11 + i)).toList());
        assertThat(counts.isNumberedBy(known(apart, counts), 0.9)).isFalse();
        assertThat(counts.isNumberedBy(known(close, counts), 0.99)).isFalse();
    }

    @Property
    void caseMarksAndZerosDoNotMatter(
            @ForAll @IntRange(min = 10_000, max = 99_999_999) int number, @ForAll @IntRange(max = 4) int zeros) {
        String code = "Ab" + number;
        String written = code.toUpperCase(Locale.ROOT).charAt(0) + "b-" + "0".repeat(zeros) + number;
        assertThat(anyhow(code, written)).isEqualTo(1);
        assertThat(anyhow(code, String.valueOf(number))).isEqualTo(1);
        assertThat(anyhow(code, String.valueOf(number + 1))).isZero();
    }
}
