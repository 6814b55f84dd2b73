package dev.weir.jobs.engine.read.sdf;

import dev.weir.jobs.engine.read.ReadPart;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.ReadTally;
import dev.weir.jobs.engine.read.StrictRead;
import dev.weir.jobs.engine.read.lines.BlockReader;
import dev.weir.jobs.engine.read.text.ByteFeed;
import dev.weir.jobs.engine.read.text.HeaderFacts;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.RecordRow;
import dev.weir.jobs.engine.read.value.Unreadable;
import dev.weir.jobs.engine.read.value.ValueType;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.unsafe.types.UTF8String;

/** Reads what the records of a file have: names of their data items, never a value. */
final class ItemNames extends BlockReader {

    /** Names beyond these are not kept: a file may use values as names. */
    static final int MOST = 2_000;

    private static final ReadSpec SPEC =
            ReadSpec.of(new Sdf("UTF-8"), List.of(ReadColumn.of("title", new ValueType.Text())));

    private final Map<String, Boolean> items = new LinkedHashMap<>();
    private boolean hasTitle;
    private boolean hasComment;
    private boolean isSigned;
    private boolean hasMore;
    private long records;
    private long others;

    /**
     * What the records have.
     *
     * @param items by their names, whether some record has a value of them
     * @param isSigned whether some molecule has the initials of who drew it
     * @param hasMore whether there are more names than are kept
     * @param others how many records cannot be read
     */
    record Found(
            Map<String, Boolean> items,
            boolean hasTitle,
            boolean hasComment,
            boolean isSigned,
            boolean hasMore,
            long records,
            long others) {}

    private ItemNames(ByteFeed feed) {
        super(
                new ReadPart(
                        feed,
                        SPEC,
                        new HeaderFacts(List.of(), HeaderFacts.Presence.NOT_EXPECTED, 1),
                        new RecordRow(StrictRead.schema(SPEC), UTF8String.EMPTY_UTF8),
                        1,
                        new ReadTally("", 0, 1)),
                Sdf.walk());
    }

    static Found of(InputStream utf8) throws IOException {
        try (ItemNames names = new ItemNames(new ByteFeed(utf8))) {
            while (names.next()) {
                names.others += names.row.isUnreadable() ? 1 : 0;
            }
            return new Found(
                    names.items,
                    names.hasTitle,
                    names.hasComment,
                    names.isSigned,
                    names.hasMore,
                    names.records,
                    names.others);
        }
    }

    @Override
    protected void read(byte[] bytes, int from, int to) {
        try {
            SdfRecord record = SdfRecord.of(lines(bytes, from, to), isLast());
            records++;
            hasTitle |= record.title().from() < record.title().to();
            isSigned |= record.isSigned();
            hasComment |= record.comment().from() < record.comment().to();
            for (SdfRecord.Item item : record.items()) {
                if (items.containsKey(item.name()) || items.size() < MOST) {
                    items.merge(item.name(), item.value().from() < item.value().to(), Boolean::logicalOr);
                } else {
                    hasMore = true;
                }
            }
        } catch (NotSdfException none) {
            refuse(Unreadable.NOT_SDF, none.why());
        }
    }
}
