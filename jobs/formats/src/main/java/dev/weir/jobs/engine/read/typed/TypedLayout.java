package dev.weir.jobs.engine.read.typed;

import dev.weir.jobs.engine.read.UnknownColumns;
import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The layout of a file that has a schema. */
public final class TypedLayout {

    private TypedLayout() {}

    /**
     * Empty where no column can be read.
     *
     * @param format its name in contracts
     * @param noun its name for people
     */
    public static Optional<Layout> of(String format, String noun, TypedFields fields) {
        List<String> because = new ArrayList<>(List.of("types: those of the file's schema"));
        List<LayoutColumn> columns = new ArrayList<>();
        for (int i = 0; i < fields.names().size(); i++) {
            String name = fields.names().get(i);
            Optional<ValueType> type = fields.types().get(i);
            if (!UnknownColumns.looksLikeName(name)) {
                because.add("left out: a column whose name looks like a value");
            } else if (Collections.frequency(fields.names(), name) > 1) {
                because.add("left out: " + name + ", since the file has the name more than once");
            } else if (type.isEmpty()) {
                because.add(Layout.unread(name, noun, fields.stored().get(i)));
            } else {
                columns.add(new LayoutColumn(name, name, type.get(), LayoutColumn.Proof.GIVEN));
            }
        }
        return columns.isEmpty()
                ? Optional.empty()
                : Optional.of(new Layout(format, Map.of(), Layout.Records.ALIKE, columns, because));
    }
}
