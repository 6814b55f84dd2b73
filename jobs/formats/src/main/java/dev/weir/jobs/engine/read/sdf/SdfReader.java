package dev.weir.jobs.engine.read.sdf;

import dev.weir.contracts.format.sdf.SdfPath;
import dev.weir.jobs.engine.read.ReadPart;
import dev.weir.jobs.engine.read.lines.BlockReader;
import dev.weir.jobs.engine.read.value.Unreadable;
import java.util.Map;

/** Reads the records of a structure-data file. One that is none, as the CTfile formats have it, is refused whatever the columns read. */
final class SdfReader extends BlockReader {
    private final Map<SdfPath, Placed> columns;

    SdfReader(ReadPart part) {
        super(part, Sdf.walk());
        this.columns = placed(part, SdfPath::of);
    }

    @Override
    protected void read(byte[] bytes, int from, int to) {
        try {
            SdfRecord record = SdfRecord.of(lines(bytes, from, to), isLast());
            set(SdfPath.Room.TITLE, bytes, record.title());
            set(SdfPath.Room.COMMENT, bytes, record.comment());
            set(SdfPath.Room.MOLBLOCK, bytes, record.molblock());
            set(columns.get(new SdfPath(SdfPath.Room.ATOMS, "")), record.atoms());
            set(columns.get(new SdfPath(SdfPath.Room.BONDS, "")), record.bonds());
            for (SdfRecord.Item item : record.items()) {
                SdfPath path = SdfPath.ofItem(item.name());
                Placed placed = columns.get(path);
                set(placed, bytes, item.value().from(), item.value().to());
                if (placed == null) {
                    tally.unread("", path.toString());
                }
            }
        } catch (NotSdfException none) {
            refuse(Unreadable.NOT_SDF, none.why());
        }
    }

    private void set(SdfPath.Room room, byte[] bytes, SdfRecord.Span text) {
        set(columns.get(new SdfPath(room, "")), bytes, text.from(), text.to());
    }
}
