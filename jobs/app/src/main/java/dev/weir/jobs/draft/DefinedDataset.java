package dev.weir.jobs.draft;

import dev.weir.jobs.engine.database.DeclaredKeys;
import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A dataset of a study as its definitions describe it (CDISC Define-XML 2.1, ItemGroupDef).
 *
 * @param name such as {@code AE}
 * @param file where it lies, as the definitions say; empty where they do not
 * @param keys the variables by {@code KeySequence}
 * @param labels of variables, by their names
 * @param texts variables that are texts, whatever their values look like
 * @param codeLists by variable, the values that it may have
 */
record DefinedDataset(
        String name,
        Optional<Path> file,
        List<String> keys,
        Map<String, String> labels,
        Set<String> texts,
        Map<String, List<String>> codeLists) {

    /** Where nothing defines a file. */
    static final DefinedDataset NONE =
            new DefinedDataset("", Optional.empty(), List.of(), Map.of(), Set.of(), Map.of());

    DefinedDataset {
        keys = List.copyOf(keys);
        labels = Map.copyOf(labels);
        texts = Set.copyOf(texts);
        codeLists = Map.copyOf(codeLists);
    }

    DeclaredKeys declared() {
        return new DeclaredKeys(keys, List.of(), List.of());
    }

    /** A file's layout with what is defined of its columns. */
    Layout with(Layout layout) {
        List<String> because = new ArrayList<>(layout.because());
        because.add(DefineXml.NAME + " defines keys, labels and code lists of the dataset " + name);
        List<LayoutColumn> columns = layout.columns().stream().map(this::with).toList();
        return new Layout(layout.format(), layout.read(), layout.records(), columns, layout.lacking(), because);
    }

    private LayoutColumn with(LayoutColumn column) {
        boolean isText = texts.contains(column.physicalName()) && column.type() instanceof ValueType.Text;
        boolean isDated =
                column.physicalName().endsWith("DTC"); // dates with as much of them as is known are texts, too
        return new LayoutColumn(
                column.physicalName(),
                column.label(),
                column.type(),
                isText && !isDated ? LayoutColumn.Proof.GIVEN : column.proof(),
                column.description().isEmpty() ? labels.getOrDefault(column.physicalName(), "") : column.description(),
                column.about());
    }
}
