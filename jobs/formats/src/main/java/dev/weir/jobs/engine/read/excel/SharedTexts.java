package dev.weir.jobs.engine.read.excel;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The texts that a workbook keeps once for all cells that have them. They lie one behind the other in UTF-8, so that a text that many
 * cells have is read and encoded once; they are read as far as they are asked for.
 */
final class SharedTexts implements Closeable {
    /** More than that, in UTF-8, is not held in memory. */
    private static final int MOST_BYTES = 768 << 20;

    /** As many rows as a sheet may have, times 32. */
    private static final int MOST_TEXTS = 1 << 25;

    private @Nullable PartXml xml;
    private final StringBuilder text = new StringBuilder();
    private byte[] bytes = new byte[1 << 12];
    private int[] ends = new int[1 << 8];
    private int count;

    /** @param xml the part, which is closed at its end, or with this; null where there are no texts */
    SharedTexts(@Nullable PartXml xml) {
        this.xml = xml;
    }

    /** Where all texts lie that were asked for so far; asking for more may change it. */
    byte[] bytes() {
        return bytes;
    }

    int start(int index) throws IOException {
        require(index);
        return index == 0 ? 0 : ends[index - 1];
    }

    int end(int index) throws IOException {
        require(index);
        return ends[index];
    }

    /** Reads all of them, so that the file is read from one place at a time. */
    void readAll() throws IOException {
        while (advance()) {
            // each adds one
        }
    }

    private void require(int index) throws IOException {
        while (index >= count) {
            if (!advance()) {
                throw WorkbookFormatException.damaged("a cell refers to a text that the workbook lacks");
            }
        }
    }

    private boolean advance() throws IOException {
        while (xml != null) {
            if (!xml.next()) {
                xml.close();
                xml = null;
            } else if (xml.begins("si")) {
                text.setLength(0);
                CellText.rich(xml, "si", text);
                add();
                return true;
            }
        }
        return false;
    }

    private void add() throws WorkbookFormatException {
        if (text.length() > CellText.MOST_CHARACTERS) {
            throw WorkbookFormatException.damaged(
                    "it has a text of more than " + CellText.MOST_CHARACTERS + " characters");
        }
        byte[] utf8 = text.toString().getBytes(StandardCharsets.UTF_8);
        int start = count == 0 ? 0 : ends[count - 1];
        if (MOST_BYTES - start < utf8.length || count == MOST_TEXTS) {
            throw new WorkbookFormatException(
                    "has more than " + MOST_TEXTS + " texts, or more than " + (MOST_BYTES >> 20)
                            + " MiB of them, which are not held in memory.",
                    "Have the sheet written as CSV.");
        }
        if (start + utf8.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(start + utf8.length, (int) Math.min(MOST_BYTES, 2L * bytes.length)));
        }
        System.arraycopy(utf8, 0, bytes, start, utf8.length);
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
        }
        ends[count++] = start + utf8.length;
    }

    @Override
    public void close() throws IOException {
        if (xml != null) {
            xml.close();
            xml = null;
        }
    }
}
