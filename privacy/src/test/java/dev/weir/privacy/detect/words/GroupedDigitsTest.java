package dev.weir.privacy.detect.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.privacy.detect.words.GroupedDigits.Groups;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupedDigitsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                // people's: three digits and more in each group
                "138-0013-8000 | 13800138000 | USUAL",
                "138 0013 8000 | 13800138000 | USUAL",
                "138_0013_8000 | 13800138000 | USUAL",
                "138/0013/8000 | 13800138000 | USUAL",
                "138,0013,8000 | 13800138000 | USUAL",
                "(138)00138000 | 13800138000 | USUAL",
                "13-80013-8000 | 13800138000 | OTHER",
                "138001380-00 | 13800138000 | USUAL",
                "1380013800-0 | 13800138000 | OTHER",
                "110105 19491231 002X | 11010519491231002X | USUAL",
                "110105 19491231 002x | 11010519491231002x | USUAL",
                // all of one, or of two
                "1 3 8 0 0 1 3 8 0 0 0 | 13800138000 | USUAL",
                "1 3 5 0 0 1 3 5 0 0 6 | 13500135006 | USUAL",
                "1 3 5 0 0 1 3 5 0 0 0 | 13500135000 | OTHER",
                "9 1 2 3 4 5 1 2 3 4 5 | 91234512345 | USUAL",
                "12 34 51 23 45 12 | 123451234512 | USUAL",
                "12 34 51 23 45 1 | 12345123451 | USUAL",
                "12 34 51 23 45 123 | 1234512345123 | OTHER",
                "1 23 45 12 34 51 | 12345123451 | OTHER",
                // a country stands before, with a zero in brackets or none
                "+86 138-0013-8000 | 8613800138000 | USUAL",
                "+86 (0) 138-0013-8000 | 8613800138000 | USUAL",
                "86 0 138-0013-8000 | 860138001380 00 | OTHER",
                "+86 (1) 138-0013-8000 | 86113800138000 | OTHER",
                "+85 138-0013-8000 | 8513800138000 | OTHER",
                "+76 138-0013-8000 | 7613800138000 | OTHER",
                "+860 138-0013-8000 | 86013800138000 | USUAL",
                "86-1 3 8 0 0 1 3 8 0 0 0 | 8613800138000 | USUAL",
                // marks that people seldom use: only a check digit and a date of birth tell a person
                "13:80:01:38:000 | 13800138000 | OTHER",
                "622202.0200112233446' | 6222020200112233446 | OTHER",
                "~[\"110105\", \"19491231\", \"002X\"]~ | 11010519491231002X | OTHER",
                // but groups as those of mobiles and of cards tell them
                "138:0013:8000 | 13800138000 | USUAL",
                "~138\t0013\n8000~ | 13800138000 | USUAL",
                "+86 138*0013*8000 | 8613800138000 | USUAL",
                "6222*0202*0011*2233 | 6222020200112233 | USUAL",
                "6222;0202;0011;2233;446 | 6222020200112233446 | USUAL",
                "138;001;38000 | 13800138000 | OTHER",
                "6222;02020;0112;233 | 6222020200112233 | OTHER",
                "62220;2020;0112;233 | 6222020200112233 | OTHER",
                "6222;0202;0011;2233;4461 | 62220202001122334461 | OTHER",
                "6222;0202;0011;2233;4;46 | 6222020200112233446 | OTHER",
                // a point behind six digits
                "622202.0200112233446 | 6222020200112233446 | POINT",
                "62220.20200112233446 | 6222020200112233446 | OTHER",
                "622.202.0200112233446 | 6222020200112233446 | USUAL",
            })
    void areOneNumber(String text, String digits, Groups groups) {
        GroupedDigits.Joined joined = GroupedDigits.joined(text);
        assertThat(joined.digits()).isEqualTo(digits.replace(" ", ""));
        assertThat(joined.groups()).isEqualTo(groups);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "13800138000",
                "138001380000",
                "138-001-3800",
                "13-80-01-380",
                "138-0013+8000",
                "138-0013-800a",
                "138-0013-80X0",
                "138!0013!8000",
                "X38-0013-8000",
                "1234 5678 9012 3456 7890 1234 5678 9012 34",
            })
    void areNone(String text) {
        assertThat(GroupedDigits.joined(text).groups()).isEqualTo(Groups.NONE);
    }
}
