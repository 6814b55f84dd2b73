package dev.weir.privacy.law;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParsedAgeTest {

    @ParameterizedTest
    @CsvSource({
        "12, 12",
        "' 12 ', 12",
        "12.0, 12",
        "13.9, 13",
        "0, 0",
        "150, 150",
        "１２岁, 12",
        "１4岁, 14",
        "３７, 37",
        "③, 3",
        "37岁, 37",
        "37 周岁, 37",
        "37周歲, 37",
        "约40岁, 40",
        "满14周岁, 14",
        "13岁半, 13",
        "十二岁, 12",
        "十, 10",
        "二十, 20",
        "二十一岁, 21",
        "三七岁, 37",
        "一〇, 10",
        "两岁, 2",
        "廿一, 21",
        "卅, 30",
        "一百零二岁, 102",
        "一百一十, 110",
        "３岁５个月, 3",
        "15岁3个月, 15",
        "37Y3M, 37",
        "12Y, 12",
        "12 yrs, 12",
        "37 years old, 37",
        "5个月, 0",
        "18 months, 0",
        "200天, 0",
        "２周, 0",
        "10月龄, 0",
        "3 weeks 2 days, 0",
        "六个月, 0",
        "90+, 90",
        ">=90, 90",
        "＞89, 89",
        "89岁以上, 89",
        "60-69, 60",
        "10－19岁, 10",
        "２０～２９, 20",
        "20岁至29岁, 20",
        "18 to 25, 18",
        "<1, 0",
        "<18, 0",
        "未满18岁, 0",
        "18岁以下, 0",
        "under 18, 0",
    })
    void ofWhatRegistersWrite(String text, int years) {
        assertThat(ParsedAge.years(text)).hasValue(years);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-1",
                "-",
                "999",
                "151",
                "1962",
                "不详",
                "未知",
                "成人",
                "adult",
                "NA",
                "虚岁15",
                "M/37",
                "2012年3月",
                "2012-03-01",
                "百",
                "十二十",
                "岁",
                "1e2",
                "1 2",
                "3 7岁",
                "12 5个月",
                "1234",
                "1234 days",
            })
    void nothingOfWhatSaysNoAge(String text) {
        assertThat(ParsedAge.years(text)).isEmpty();
    }
}
