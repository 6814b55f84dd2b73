package dev.weir.jobs.engine.read.sdf;

import dev.weir.contracts.format.sdf.SdfPath;
import dev.weir.jobs.engine.read.UnknownColumns;
import dev.weir.jobs.engine.read.file.FirstBytes;
import dev.weir.jobs.engine.read.file.ReadText;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import dev.weir.jobs.engine.read.layout.LayoutColumn.Proof;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;

/** Recognises structure-data files by the beginning of their first record, and finds the data items of all. */
final class SdfLayout {

    private static final Pattern COUNTS = Pattern.compile("[ 0-9]{6}.{27} V[23]000\\s*");

    /** The line of the counts, from 0 on. */
    private static final int COUNTS_LINE = 3;

    private SdfLayout() {}

    static Optional<Layout> of(Configuration configuration, SourceFile file) {
        if (!beginsAsSdf(ReadText.beginning(configuration, file, FirstBytes.LENGTH))) {
            return Optional.empty();
        }
        ReadText<ItemNames.Found> text = ReadText.of(configuration, file, ItemNames::of);
        ItemNames.Found names = text.found();
        List<String> because = new ArrayList<>();
        because.add("encoding: " + text.encoding().because());
        because.add(names.records() + " records end with $$$$"
                + (names.others() == 0 ? "" : ", and " + names.others() + " more cannot be read"));
        List<LayoutColumn> columns = new ArrayList<>();
        if (names.hasTitle()) {
            columns.add(
                    plain(SdfPath.Room.TITLE, new ValueType.Text(), Proof.ANY).about("NONE"));
        }
        if (names.hasComment()) {
            columns.add(plain(SdfPath.Room.COMMENT, new ValueType.Text(), Proof.ANY));
        }
        // its first lines may say who drew the molecule
        boolean isPlain = !names.isSigned() && !names.hasComment();
        columns.add(
                plain(SdfPath.Room.MOLBLOCK, new ValueType.Text(), Proof.GIVEN).about(isPlain ? "NONE" : "TEXT"));
        columns.add(plain(SdfPath.Room.ATOMS, ValueType.Whole.LONG, Proof.GIVEN).about("NONE"));
        columns.add(plain(SdfPath.Room.BONDS, ValueType.Whole.LONG, Proof.GIVEN).about("NONE"));
        int left = 0;
        for (Map.Entry<String, Boolean> item : names.items().entrySet()) {
            if (UnknownColumns.looksLikeName(item.getKey())) {
                columns.add(new LayoutColumn(
                        SdfPath.ofItem(item.getKey()).toString(),
                        item.getKey(),
                        new ValueType.Text(),
                        item.getValue() ? Proof.ANY : Proof.UNSEEN));
            } else {
                left++;
            }
        }
        if (left > 0 || names.hasMore()) {
            because.add(
                    "left out: data items whose names look like values, or more than " + ItemNames.MOST + " of them");
        }
        return Optional.of(new Layout("sdf", text.encoding().read(), Layout.Records.NAMED, columns, because));
    }

    private static boolean beginsAsSdf(String beginning) {
        List<String> lines = beginning.lines().toList();
        return (lines.size() > COUNTS_LINE
                        && COUNTS.matcher(lines.get(COUNTS_LINE)).matches())
                || (lines.stream().anyMatch(line -> line.startsWith("M  END"))
                        && lines.stream().anyMatch(line -> line.startsWith(Sdf.END)));
    }

    private static LayoutColumn plain(SdfPath.Room room, ValueType type, Proof proof) {
        String word = new SdfPath(room, "").toString();
        return new LayoutColumn(word, word, type, proof);
    }
}
