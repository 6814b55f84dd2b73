package dev.weir.jobs.engine.read.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.jobs.engine.read.file.FilePart;
import dev.weir.jobs.engine.read.text.BlockWalk.Mark;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlockWalkTest {

    /** Where records begin, as one sees it who has all of the text. */
    private static List<Integer> begins(String text, String mark, Mark where) {
        List<Integer> begins = new ArrayList<>(List.of(0));
        int at = 0;
        for (String line : text.split("(?<=\n)")) {
            if (where == Mark.FIRST_LINE && line.startsWith(mark) && at > 0) {
                begins.add(at);
            }
            at += line.length();
            if (where == Mark.LAST_LINE && line.startsWith(mark) && line.endsWith("\n") && at < text.length()) {
                begins.add(at);
            }
        }
        return begins;
    }

    private static List<FilePart> parts(byte[] bytes, RecordWalk walk, long partBytes, int chunk) {
        RecordCuts cuts = new RecordCuts(walk, partBytes);
        byte[] window = new byte[chunk + EightBytes.SLACK];
        for (int from = 0; from < bytes.length; from += chunk) {
            int length = Math.min(chunk, bytes.length - from);
            System.arraycopy(bytes, from, window, 0, length);
            cuts.add(window, 0, length);
        }
        return cuts.parts();
    }

    @Test
    void cutsWhereRecordsBegin() {
        Random random = new Random(7);
        String[] pieces = {">", "$$$$", "$$$", "\n", "\n", "a", ">$$$$", "\r\n", "$$$$x", " "};
        for (int run = 0; run < 3_000; run++) {
            StringBuilder drawn = new StringBuilder();
            for (int i = random.nextInt(30); i >= 0; i--) {
                drawn.append(pieces[random.nextInt(pieces.length)]);
            }
            String text = drawn.toString();
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            Mark where = random.nextBoolean() ? Mark.FIRST_LINE : Mark.LAST_LINE;
            String mark = where == Mark.FIRST_LINE ? ">" : "$$$$";
            List<Integer> begins = begins(text, mark, where);
            for (int partBytes = 1; partBytes < 12; partBytes++) {
                List<FilePart> parts = parts(bytes, new BlockWalk(mark, where), partBytes, 1 + random.nextInt(9));
                long behind = 0;
                for (FilePart part : parts) {
                    assertThat(part.start()).as(text).isEqualTo(behind);
                    assertThat(part.end()).as(text).isGreaterThan(part.start());
                    assertThat(begins).as(text).contains((int) part.start());
                    assertThat(part.firstLine())
                            .as(text)
                            .isEqualTo(1
                                    + text.substring(0, (int) part.start())
                                            .chars()
                                            .filter(c -> c == '\n')
                                            .count());
                    behind = part.end();
                }
                assertThat(behind).isEqualTo(bytes.length);
                if (partBytes == 1) {
                    assertThat(parts).as(text).hasSize(begins.size());
                }
            }
        }
    }

    @Test
    void aRecordThatBeginsIsFoundByOneCharacter() {
        assertThatThrownBy(() -> new BlockWalk(">>", Mark.FIRST_LINE)).isInstanceOf(IllegalArgumentException.class);
    }
}
