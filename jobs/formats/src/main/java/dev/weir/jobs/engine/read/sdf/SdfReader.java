package dev.weir.jobs.engine.read.sdf;

import dev.weir.contracts.format.sdf.SdfPath;
import dev.weir.jobs.engine.read.ReadPart;
import dev.weir.jobs.engine.read.lines.BlockReader;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.Unreadable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the records of a structure-data file. One that is none, as the CTfile formats have it, is refused whatever the columns read. */
final class SdfReader extends BlockReader {
    private final Map<SdfPath, Placed> columns = new HashMap<>();

    /** A column of the row, and the number of its place. */
    private record Placed(int column, int place) {}

    SdfReader(ReadPart part) {
        super(part, Sdf.walk());
        List<ReadColumn> asked = part.spec().columns();
        for (int i = 0; i < asked.size(); i++) {
            ReadColumn column = asked.get(i);
            Placed placed = new Placed(i, tally.place(column.header(), column.name()));
            SdfPath.of(column.header()).ifPresent(path -> columns.put(path, placed));
        }
    }

    @Override
    protected void read(byte[] bytes, int from, int to) {
        try {
            SdfRecord record = SdfRecord.of(lines(bytes, from, to), isLast());
            set(SdfPath.Room.TITLE, bytes, record.title());
            set(SdfPath.Room.COMMENT, bytes, record.comment());
            set(SdfPath.Room.MOLBLOCK, bytes, record.molblock());
            set(SdfPath.Room.ATOMS, record.atoms());
            set(SdfPath.Room.BONDS, record.bonds());
            for (SdfRecord.Item item : record.items()) {
                SdfPath path = SdfPath.ofItem(item.name());
                if (!set(columns.get(path), bytes, item.value())) {
                    tally.unread("", path.toString());
                }
            }
        } catch (NotSdfException none) {
            refuse(Unreadable.NOT_SDF, none.why());
        }
    }

    private void set(SdfPath.Room room, byte[] bytes, SdfRecord.Span text) {
        set(columns.get(new SdfPath(room, "")), bytes, text);
    }

    private void set(SdfPath.Room room, long number) {
        Placed placed = columns.get(new SdfPath(room, ""));
        if (placed != null) {
            tally.met(placed.place());
            set(placed.column(), number);
        }
    }

    /** Whether a column reads it. */
    private boolean set(@Nullable Placed placed, byte[] bytes, SdfRecord.Span text) {
        if (placed == null) {
            return false;
        }
        tally.met(placed.place());
        set(placed.column(), bytes, text.from(), text.to());
        return true;
    }
}
