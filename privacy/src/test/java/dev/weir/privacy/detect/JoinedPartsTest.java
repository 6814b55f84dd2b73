package dev.weir.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JoinedPartsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "110105 19491231 002X | IDENTITY",
                "11010519491231 002 x | IDENTITY",
                "11010519491231002 X | IDENTITY",
                "1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X | IDENTITY",
                "13800138000 | ''",
                "138 0013 8000 | PHONE",
                "6222 0202 0011 2233 446 | BANK",
                "曹 华 | READ_AS_NAME",
                "芳 李 | READ_AS_NAME",
                "李 小明 | READ_AS_NAME",
                "小明 李 | READ_AS_NAME",
                "cao hua | READ_AS_NAME",
                "Cao Hua | READ_AS_NAME",
                // what is not all of one kind, empty, or too long
                "138 0013 800a | ''",
                "138 0013 800/ | ''",
                "138 0013 800: | ''",
                "X 138 0013 8000 | ''",
                "138 x0013 8000 | ''",
                "曹 hua | ''",
                "cao @ | ''",
                "cao hu[ | ''",
                "cao {ua | ''",
                "110105 _ 19491231 002X | ''",
                "00000000000000000000 11010519491231002X | ''",
            })
    void elementsAreOneValue(String parts, String kind) {
        JoinedParts joined = JoinedParts.ofArrays(TablePart.WHOLE);
        joined.begin();
        for (String part : parts.split(" ")) {
            byte[] utf8 = bytes("#" + part.replace("_", "") + "#");
            joined.add(utf8, 1, utf8.length - 1);
        }
        joined.end();
        is(joined, kind);
    }

    @Test
    void elementsMayBeWholeNumbers() {
        JoinedParts joined = JoinedParts.ofArrays(TablePart.WHOLE);
        joined.begin();
        for (long part : new long[] {138, 1234, 5678}) {
            joined.add(part);
        }
        joined.end();
        is(joined, "PHONE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "110105194 91231002X | IDENTITY",
                "11010519491231002 X | IDENTITY",
                "11010519491231002 x | IDENTITY",
                "11010519491231002 a | ''",
                "11010519491231002 xx | ''",
                "62220202 00112233446 | BANK",
                "138 00138000 | ''",
                "曹 华 | READ_AS_NAME",
                "芳 李 | READ_AS_NAME",
                "cao hua | READ_AS_NAME",
                "cao 华 | ''",
                "曹 hua | ''",
                "@ao hua | ''",
                "cao h@a | ''",
                "_ hua | ''",
                "cao _ | ''",
                "000000000000000000000 11010519491231002X | ''",
            })
    void neighboursAreOneValue(String parts, String kind) {
        JoinedParts joined = JoinedParts.ofNeighbours(TablePart.WHOLE);
        byte[] left = bytes("#" + parts.split(" ")[0].replace("_", "") + "#");
        byte[] right = bytes("##" + parts.split(" ")[1].replace("_", ""));
        joined.pair(left, 1, left.length - 1, right, 2, right.length);
        is(joined, kind);
        // whatever came before is forgotten
        joined.pair(bytes("1"), 0, 1, bytes("2"), 0, 1);
        assertThat(joined.counts().values()).isEqualTo(2);
        joined.pair(left, 1, left.length - 1, right, 2, right.length);
        for (LeakKind each : LeakKind.values()) {
            assertThat(joined.counts().found(each)).isEqualTo(each.name().equals(kind) ? 2 : 0);
        }
    }

    private static void is(JoinedParts joined, String kind) {
        assertThat(joined.counts().values()).isEqualTo(1);
        for (LeakKind each : LeakKind.values()) {
            assertThat(joined.counts().found(each))
                    .as("%s", each)
                    .isEqualTo(each.name().equals(kind) ? 1 : 0);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
