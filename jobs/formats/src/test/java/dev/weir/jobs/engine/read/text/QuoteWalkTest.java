package dev.weir.jobs.engine.read.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.engine.read.HeaderMode;
import dev.weir.jobs.engine.read.MissingColumnPolicy;
import dev.weir.jobs.engine.read.RawFolder;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.delimited.Delimited;
import dev.weir.jobs.engine.read.delimited.DelimitedTextTest;
import dev.weir.jobs.engine.read.delimited.NaiveCsv;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * No record is lost and none is made, on files with long, broken and nested quotes. {@code -Dweir.quotes=20000} says how
 * many files are made.
 */
class QuoteWalkTest {
    private static final int FILES = Integer.getInteger("weir.quotes", 1_000);
    private static final int WIDTH = 3;
    private static final int RECORD_BYTES = 60;
    private static final List<Delimited> DIALECTS = List.of(
            Delimited.csv(),
            Delimited.csv().withWhitespace(Whitespace.TRIMMED),
            Delimited.csv().withSyntax(new Syntax(',', '"', '\\', Syntax.NONE)),
            Delimited.separatedBy('\t').withWhitespace(Whitespace.TRIMMED));

    @Test
    void readsAsThePlainReaderDoesWhereverAFileIsCut() {
        for (int seed = 0; seed < FILES; seed++) {
            Delimited format = DIALECTS.get(seed % DIALECTS.size()).withHeader(HeaderMode.ABSENT);
            String text = troubled(new Random(seed), format.syntax().delimiter());
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            List<String> expected = new NaiveCsv(text, format, WIDTH, RECORD_BYTES).rows();
            assertThat(RawFolder.rows(spec(format), bytes, 1)).as(text).isEqualTo(expected);
            assertThat(RawFolder.rows(spec(format), bytes, bytes.length + 1L))
                    .as(text)
                    .isEqualTo(expected);
            assertThat(RawFolder.rows(spec(format), bytes, 2 + seed % 40))
                    .as(text)
                    .isEqualTo(expected);
            Set<Long> recordStarts = starts(format, bytes, 1);
            for (int part = 2; part <= bytes.length; part++) {
                Set<Long> starts = starts(format, bytes, part);
                if (!recordStarts.containsAll(starts)) {
                    assertThat(recordStarts).as(text).containsAll(starts);
                }
            }
        }
    }

    /**
     * What is released of a file that ends too early, inside a line, is what would have been, but for the record that is
     * cut.
     */
    @Test
    void makesNoRecordOfAFileThatEndsTooEarly() {
        for (int seed = 0; seed < FILES; seed++) {
            Delimited format = DIALECTS.get(seed % DIALECTS.size()).withHeader(HeaderMode.ABSENT);
            byte[] bytes =
                    troubled(new Random(seed), format.syntax().delimiter()).getBytes(StandardCharsets.UTF_8);
            Set<String> whole = new HashSet<>(RawFolder.rows(spec(format), bytes, bytes.length + 1L));
            for (int length = 1; length < bytes.length; length++) {
                if (bytes[length - 1] == '\n') {
                    continue;
                }
                byte[] cut = new String(bytes, 0, length, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
                List<String> rows = RawFolder.rows(spec(format), cut, cut.length + 1L);
                List<String> released = new ArrayList<>(rows.subList(0, Math.max(0, rows.size() - 1)));
                released.removeIf(row -> row.contains("unreadable."));
                if (!whole.containsAll(released)) {
                    assertThat(whole)
                            .as(new String(cut, StandardCharsets.UTF_8))
                            .containsAll(released);
                }
            }
        }
    }

    private static ReadSpec spec(Delimited format) {
        return new ReadSpec(
                format,
                DelimitedTextTest.texts(format, WIDTH).columns(),
                MissingColumnPolicy.UNREADABLE,
                new RecordLimits(RECORD_BYTES));
    }

    private static Set<Long> starts(Delimited format, byte[] bytes, long partBytes) {
        Set<Long> starts = new HashSet<>();
        RawFolder.parts(format, bytes, partBytes).forEach(part -> starts.add(part.start()));
        return starts;
    }

    /** Records that are well written, and some that are not. */
    private static String troubled(Random random, char delimiter) {
        StringBuilder text = new StringBuilder();
        int records = 1 + random.nextInt(7);
        for (int i = 0; i < records; i++) {
            int fields = random.nextInt(8) == 0 ? WIDTH - 1 + random.nextInt(3) : WIDTH;
            for (int j = 0; j < fields; j++) {
                text.append(j == 0 ? "" : delimiter).append(field(random, delimiter));
            }
            text.append(random.nextInt(5) == 0 ? "\r\n" : "\n");
        }
        for (int broken = random.nextInt(3); broken > 0; broken--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, '"');
                case 1 -> text.deleteCharAt(at);
                case 2 -> text.insert(at, '\n');
                default -> text.insert(at, "\"\"");
            }
            if (text.length() == 0) {
                return "a";
            }
        }
        return text.toString();
    }

    private static String field(Random random, char delimiter) {
        String inner = "4" + delimiter + "forged" + delimiter + "5";
        return switch (random.nextInt(12)) {
            case 0 -> "";
            case 1 -> "\"\"";
            case 2 -> "\"note\n" + inner + "\nend\"";
            case 3 -> "\"he said \"\"no\"\"\n" + inner + "\"";
            case 4 -> "\"he said \"no\n" + inner + "\n\" to it\"";
            case 5 -> "5\" pipe";
            case 6 -> "\"\r\n" + (inner + "\r\n").repeat(1 + random.nextInt(6)) + "\"";
            case 7 -> " \"a\" ";
            case 8 -> "\"\\\"" + delimiter + "\\\\\"";
            case 9 -> "汉 字";
            default -> Integer.toString(random.nextInt(100));
        };
    }
}
