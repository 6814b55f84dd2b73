package dev.weir.jobs.plan;

import dev.weir.contracts.Table;
import java.util.List;
import java.util.stream.Stream;

/**
 * What becomes of a table's rows of people under 14, and how they are recognised.
 *
 * @param policy whether the table drops them
 * @param births columns of birth dates; asked first
 * @param identities columns of resident identity numbers; asked next
 * @param ages columns of ages; asked last
 * @param followed references to tables that drop rows: a row goes with its parent
 */
public record MinorRows(
        Table.Minors policy,
        List<String> births,
        List<String> identities,
        List<String> ages,
        List<Table.Reference> followed) {

    /** Of a table of which nothing is asked. */
    public static final MinorRows UNASKED =
            new MinorRows(Table.Minors.KEEP, List.of(), List.of(), List.of(), List.of());

    public MinorRows {
        births = List.copyOf(births);
        identities = List.copyOf(identities);
        ages = List.copyOf(ages);
        followed = List.copyOf(followed);
    }

    /** The columns that tell, in the order in which they are asked. */
    public List<String> evidence() {
        return Stream.of(births, identities, ages).flatMap(List::stream).toList();
    }

    /** Whether a row tells by itself whether its person is under 14. */
    public boolean isDetectable() {
        return !evidence().isEmpty();
    }

    /** The tables whose rows take rows of this one with them. */
    public List<String> parents() {
        return followed.stream().map(Table.Reference::parent).distinct().toList();
    }

    /** Whether rows can be dropped: by themselves, or with their parents. */
    public boolean canDrop() {
        return (policy == Table.Minors.DROP && isDetectable()) || !followed.isEmpty();
    }

    /** Whether there is anything to find out about a row. */
    public boolean isWatched() {
        return isDetectable() || !followed.isEmpty();
    }
}
