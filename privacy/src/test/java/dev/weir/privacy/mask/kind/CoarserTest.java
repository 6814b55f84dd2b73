package dev.weir.privacy.mask.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.MaskChoice;
import dev.weir.contracts.Place;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.PseudonymDomain;
import dev.weir.privacy.mask.TestKeys;
import dev.weir.privacy.mask.text.CanonicalText;
import dev.weir.privacy.mask.text.TextMask;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Masks without a key: parts of values, and coarser values. */
class CoarserTest {

    private static final WorkspaceKey KEY = TestKeys.random();

    @ParameterizedTest
    @CsvSource({
        "1, 0, 张三, 张*",
        "1, 0, 欧阳娜娜, 欧***",
        "3, 4, 13800138000, 138****8000",
        "1, 1, 11010519491231002X, 1****************X",
        "0, 4, 6222020200112233446, ***************3446",
        "1, 0, 张, *",
        "1, 1, 张三, **",
        "1, 0, 𠮷野家, 𠮷**",
        "2, 2, '', ''"
    })
    void showsTheFirstAndLastCharacters(int first, int last, String clear, String shown) {
        assertThat(masked("partial", Map.of("first", "" + first, "last", "" + last), clear))
                .isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"3, 518057, 518", "2, 欧阳娜娜, 欧阳", "1, 𠮷野家, 𠮷", "9, abc, abc", "3, '', ''"})
    void keepsTheFirstCharacters(int length, String clear, String kept) {
        assertThat(masked("truncate", Map.of("length", "" + length), clear)).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-29, 2024, 2024-Q1, 2024-02",
        "2024-12-31T23:59:59.999999Z, 2024, 2024-Q4, 2024-12",
        "2024-04-01T00:00, 2024, 2024-Q2, 2024-04",
        "2024-9-1 08:30:00+08:00, 2024, 2024-Q3, 2024-09",
        "2024/2/9, 2024, 2024-Q1, 2024-02",
        "20240209, 2024, 2024-Q1, 2024-02",
        "2024年2月9日, 2024, 2024-Q1, 2024-02",
        "２０２４年１２月, 2024, 2024-Q4, 2024-12",
        "2024-02, 2024, 2024-Q1, 2024-02",
        "2024-Q4, 2024, 2024-Q4, [X]",
        "2024-Q5, [X], [X], [X]",
        "2024-Q1-1, [X], [X], [X]",
        "2024, 2024, [X], [X]",
        "2024年, 2024, [X], [X]",
        "2023-02-29, [X], [X], [X]",
        "2024-13-01, [X], [X], [X]",
        "02/03/2024, [X], [X], [X]",
        "2024-02-29 张三, [X], [X], [X]",
        "20240, [X], [X], [X]",
        "+12024-01-01, [X], [X], [X]",
        "'', [X], [X], [X]"
    })
    void namesThePeriodOfADate(String clear, String year, String quarter, String month) {
        assertThat(generalised("year", clear)).isEqualTo(year);
        assertThat(generalised("quarter", clear)).isEqualTo(quarter);
        assertThat(generalised("month", clear)).isEqualTo(month);
    }

    @Property
    void namesThePeriodOfEveryDay(@ForAll("days") LocalDate day) {
        String text = new String(CanonicalText.date(Math.toIntExact(day.toEpochDay())), StandardCharsets.UTF_8);
        assertThat(generalised("month", text)).isEqualTo(text.substring(0, 7));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0-4",
        "37, 35-39",
        "89, 85-89",
        "90, 90+",
        "'> 89', 90+",
        "＞89, 90+",
        ">=90, 90+",
        "≥ 95, 90+",
        "90+, 90+",
        "'> 60', [X]",
        "<1, 0-4",
        "'< 18', [X]",
        "37岁, 35-39",
        "37 周岁, 35-39",
        "37.9, 35-39",
        "37 years, 35-39",
        "37Y, 35-39",
        "3岁6个月, 0-4",
        "7个月, 0-4",
        "11月, 0-4",
        "59月, 0-4",
        "60月, 5-9",
        "61月, 5-9",
        "365天, 0-4",
        "366天, [X]",
        "35-39, 35-39",
        "36-37, 35-39",
        "35-40, [X]",
        "34-39, [X]",
        "85-90, [X]",
        "90-999, 90+",
        "151-160, [X]",
        "<5, 0-4",
        "<6, [X]",
        "<=4, 0-4",
        "≤5, [X]",
        "> 88, [X]",
        "> 149, 90+",
        "> 150, [X]",
        "12天, 0-4",
        "150, 90+",
        "151, [X]",
        "1987, [X]",
        "-1, [X]",
        "37 张三, [X]",
        "unknown, [X]",
        "'', [X]"
    })
    void namesTheBandOfAnAge(String clear, String band) {
        assertThat(generalised("band", clear)).isEqualTo(band);
    }

    @ParameterizedTest
    @CsvSource({"83, 77-83", "84, 84-84", "85, 85+", "0, 0-6", "'> 84', 85+"})
    void cutsTheLastBandAtTheTop(String clear, String band) {
        assertThat(masked("generalise", Map.of("to", "band", "width", "7", "from", "85"), clear))
                .isEqualTo(band);
    }

    @ParameterizedTest
    @CsvSource({
        "3, E11.9, E11",
        "3, e119, E11",
        "4, E11.90, E11.9",
        "3, I10, I10",
        "3, E1, E1",
        "1, E11.9, E",
        "3, E.1.1.9, E.1.1",
        "3, E11.900x001, E11",
        "3, 高血压, [X]",
        "3, a0z9, A0Z",
        "3, `E1{, `E1",
        "3, E~1/1, E~1/1",
        "3, 'E1\u007f1', [X]",
        "3, 'E11\u007f', [X]",
        "3, E11 diabetes, [X]",
        "3, ..., [X]",
        "3, '', [X]"
    })
    void namesTheGroupOfACode(int levels, String clear, String parent) {
        assertThat(masked("generalise", Map.of("to", "parent", "levels", "" + levels), clear))
                .isEqualTo(parent);
    }

    @ParameterizedTest
    @CsvSource({
        "20, 59.9, '[40,60)'",
        "20, 60, '[60,80)'",
        "20, -1, '[-20,0)'",
        "20, 0, '[0,20)'",
        "2.5, 2.4, '[0,2.5)'",
        "2.5, 7.5, '[7.5,10)'",
        "1000, 123456789012345678901234567890, '[123456789012345678901234567000,123456789012345678901234568000)'",
        "20, '[45,50)', '[40,60)'",
        "20, '[40,60)', '[40,60)'",
        "20, '[40,60.5)', [X]",
        "20, '[59,61)', [X]",
        "20, '[-5,0)', '[-20,0)'",
        "20, '[45]', [X]",
        "20, '[', [X]",
        "20, +45, '[40,60)'",
        "20, 45., '[40,60)'",
        "20, NaN, [X]",
        "20, 1e9, [X]",
        "20, 1.2.3, [X]",
        "20, -, [X]",
        "20, '', [X]"
    })
    void namesTheBinOfANumber(String width, String clear, String bin) {
        assertThat(masked("generalise", Map.of("to", "bin", "width", width), clear))
                .isEqualTo(bin);
    }

    @Property
    void putsEveryDoubleIntoItsBin(@ForAll double value) {
        String text = new String(CanonicalText.number(value), StandardCharsets.US_ASCII);
        assertThat(new BigDecimal(text)).isEqualByComparingTo(BigDecimal.valueOf(value));
        String[] edges = generalised("bin", text).split("[\\[,)]");
        assertThat(new BigDecimal(text)).isGreaterThanOrEqualTo(new BigDecimal(edges[1]));
        assertThat(new BigDecimal(text)).isLessThan(new BigDecimal(edges[2]));
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(1, 1, 1).toEpochDay(),
                        LocalDate.of(9999, 12, 31).toEpochDay())
                .map(LocalDate::ofEpochDay);
    }

    private static String generalised(String to, String clear) {
        Map<String, String> parameters = new HashMap<>(Map.of("to", to));
        if (to.equals("bin")) {
            parameters.put("width", "20");
        }
        return masked("generalise", parameters, clear);
    }

    private static String masked(String method, Map<String, String> parameters, String clear) {
        Mask mask = Mask.parse(new MaskChoice(method, parameters), Place.of("test"));
        TextMask open =
                MaskRecipe.of(mask, KEY, new PseudonymDomain("clinical", "X")).open();
        byte[] utf8 = ("|" + clear + "|").getBytes(StandardCharsets.UTF_8);
        return new String(open.mask(utf8, 1, utf8.length - 2), StandardCharsets.UTF_8);
    }
}
