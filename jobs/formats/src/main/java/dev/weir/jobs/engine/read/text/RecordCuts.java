package dev.weir.jobs.engine.read.text;

import dev.weir.jobs.engine.read.file.FilePart;
import java.util.ArrayList;
import java.util.List;

/** Counts the lines of a file, and cuts it into parts that each begin with a record. */
public final class RecordCuts {
    private final RecordWalk walk;
    private final long partBytes;
    private final List<FilePart> parts = new ArrayList<>();
    private long bytes;
    private long partStart;
    private long partLine = 1;
    private byte last = '\n';

    /**
     * @param walk from the first byte that is given
     * @param partBytes how many bytes a part has at least, but for the last
     */
    public RecordCuts(RecordWalk walk, long partBytes) {
        this.walk = walk;
        this.partBytes = partBytes;
    }

    /** Takes further bytes; the array must have room for a word behind them. */
    public void add(byte[] chunk, int from, int to) {
        int p = from;
        while (p < to) {
            // a record that begins behind the part's last byte follows a line end that may be that byte
            long untilLast = partBytes - 1 - (bytes - partStart);
            int over = (int) Math.max(0, Math.min(to - p, untilLast));
            walk.over(chunk, p, p + over);
            p += over;
            bytes += over;
            if (p < to) {
                int end = walk.toRecordEnd(chunk, p, to);
                bytes += (end < 0 ? to : end) - p;
                p = end < 0 ? to : end;
                // behind a torn value the reader may find records where the walk still sees the value's text
                if (end >= 0 && !walk.isTorn()) {
                    cut();
                }
            }
        }
        last = to > from ? chunk[to - 1] : last;
    }

    private void cut() {
        parts.add(new FilePart(partStart, bytes, partLine));
        partStart = bytes;
        partLine = walk.lineEnds() + 1;
    }

    /** Takes bytes at the beginning that are no text, such as a byte order mark. */
    public void pass(int number) {
        bytes += number;
    }

    /** How many lines there are, the last of which may lack its end. */
    public long lines() {
        return walk.lineEnds() + (last == '\n' ? 0 : 1);
    }

    /** The parts, in order; together they are the file. None of an empty file. */
    public List<FilePart> parts() {
        List<FilePart> all = new ArrayList<>(parts);
        if (bytes > partStart) {
            all.add(new FilePart(partStart, bytes, partLine));
        }
        return List.copyOf(all);
    }
}
