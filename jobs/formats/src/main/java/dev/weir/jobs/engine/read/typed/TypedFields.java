package dev.weir.jobs.engine.read.typed;

import dev.weir.jobs.engine.read.HeaderMatch;
import dev.weir.jobs.engine.read.HeaderMode;
import dev.weir.jobs.engine.read.SourceFindings.FileFindings;
import dev.weir.jobs.engine.read.text.HeaderFacts;
import dev.weir.jobs.engine.read.text.SurveyedFile;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The columns of a file's schema.
 *
 * @param names in the order of the file
 * @param types of each; empty where it is none that a contract has
 * @param stored the same in the words of the format
 */
public record TypedFields(List<String> names, List<Optional<ValueType>> types, List<String> stored) {

    public TypedFields {
        names = List.copyOf(names);
        types = List.copyOf(types);
        stored = List.copyOf(stored);
        if (names.size() != types.size() || names.size() != stored.size()) {
            throw new IllegalArgumentException(
                    names.size() + " names have " + types.size() + " types and " + stored.size() + " words for them");
        }
    }

    /** As what is known of a file before its records are read. */
    public HeaderFacts header(String schema) {
        return new HeaderFacts(names, HeaderFacts.Presence.FOUND, 1, "", List.of(schema));
    }

    /** What the file calls the type of a column; empty where no column of the contract could be of it. */
    Optional<ValueType> type(int field) {
        return types.get(field);
    }

    /** Why values of a field are none of a column, and what to do. */
    String whyNot(int field, ReadColumn column) {
        return whyNot(stored.get(field), column);
    }

    /** As for a field, of values that are stored in a type, in the words of its format. */
    public static String whyNot(String stored, ReadColumn column) {
        return "stored as " + stored + ", and the column is " + noun(column.type())
                + ": give the column that type in its contract, or have the file written with the column's";
    }

    private static String noun(ValueType type) {
        return switch (type.kind()) {
            case TEXT, AS_WRITTEN -> "a text";
            case WHOLE -> "a whole number";
            case EXACT ->
                "a decimal(" + ((ValueType.Exact) type).precision() + "," + ((ValueType.Exact) type).scale() + ")";
            case REAL -> "a floating-point number";
            case FLAG -> "true or false";
            case DAY -> "a date";
            case INSTANT -> "a point in time";
            case WALL_CLOCK -> "a date and time without a time zone";
            case TIME_OF_DAY -> "a time of day";
            case LIST_OF -> "a list, each value " + noun(((ValueType.ListOf) type).element());
            case OBJECT_OF -> "an object";
        };
    }

    /** Whether every value of a field could be one of a column. */
    boolean fits(int field, ReadColumn column) {
        return types.get(field)
                .filter(stored -> TypedColumn.holds(column.type(), stored))
                .isPresent();
    }

    /** How a file's columns differ from those that are asked for, in their types, too. */
    public FileFindings findings(SurveyedFile file, List<ReadColumn> columns) {
        FileFindings found = HeaderMatch.findings(file.file().name(), file.header(), HeaderMode.BY_NAME, columns);
        HeaderMatch match = HeaderMatch.of(file.header(), HeaderMode.BY_NAME, columns);
        List<String> retyped = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int field = match.fieldOf().get(i);
            if (field >= 0 && !fits(field, columns.get(i))) {
                retyped.add(columns.get(i).header());
            }
        }
        return found.retyping(retyped);
    }
}
