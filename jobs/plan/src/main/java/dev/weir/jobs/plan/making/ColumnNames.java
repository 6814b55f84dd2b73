package dev.weir.jobs.plan.making;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Problems;
import dev.weir.contracts.TableFormat;
import dev.weir.jobs.plan.ColumnMask;
import java.util.List;
import java.util.stream.Stream;

/**
 * Names that a table's format does not take. Delta takes no blank and none of {@code ,;{}()=}, line feed and TAB in a name of a
 * column or of a field within it, unless columns are mapped, which many readers do not know
 * (<a href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#column-mapping">Delta's protocol</a>).
 */
final class ColumnNames {

    private static final String NOT_IN_DELTA = " ,;{}()\n\t=";

    private ColumnNames() {}

    /** @param released the table's columns with what becomes of them */
    static void check(List<ColumnMask> released, List<Column> columns, TableFormat format, Problems problems) {
        if (!format.equals(TableFormat.DELTA)) {
            return;
        }
        for (Column column : columns) {
            boolean drops = released.stream().anyMatch(mask -> mask.column().equals(column.name()) && mask.drops());
            if (!drops) {
                Stream.concat(Stream.of(column.name()), fields(column.type()))
                        .filter(ColumnNames::isRefused)
                        .forEach(name -> problems.add(
                                Code.UNSUPPORTED,
                                column.place(),
                                "A Delta table takes no column or field called '" + name + "'",
                                "there is no blank in such a name, and none of , ; { } ( ) =",
                                "rename it in the query, with its own name as 'businessName'; or write"
                                        + " { property: weirFormat, value: iceberg }"));
            }
        }
    }

    private static boolean isRefused(String name) {
        return name.chars().anyMatch(c -> NOT_IN_DELTA.indexOf(c) >= 0);
    }

    private static Stream<String> fields(DataType type) {
        if (type instanceof DataType.Array array) {
            return fields(array.element());
        }
        return type instanceof DataType.Structure structure
                ? structure.fields().stream()
                        .flatMap(field -> Stream.concat(Stream.of(field.name()), fields(field.type())))
                : Stream.empty();
    }
}
