package dev.weir.jobs.plan.change;

import dev.weir.contracts.Code;
import dev.weir.contracts.Contract;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.ReleasedColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What has changed in a contract since a release of its product.
 *
 * @param contract as it is now
 * @param release such as {@code clinical@3}
 * @param version that the contract had then
 * @param changes tables that are new or gone first, then column by column; none when all is as it was
 */
public record ContractEvolution(Contract contract, String release, String version, List<Change> changes) {

    public ContractEvolution {
        changes = List.copyOf(changes);
    }

    /**
     * One change.
     *
     * @param table in which
     * @param words what it is
     * @param weight which part of the version has to rise
     */
    public record Change(String table, String words, ColumnChange.Weight weight) {
        /** Such as {@code encounters: 'reason' is gone (breaking)}. */
        @Override
        public String toString() {
            return table + ": " + words + (weight == ColumnChange.Weight.MAJOR ? " (breaking)" : "");
        }
    }

    /** What has changed in each contract that the release knows and the plan has. */
    public static List<ContractEvolution> since(Manifest last, Plan plan) {
        List<ContractEvolution> all = new ArrayList<>();
        for (Contract contract : plan.product().contracts()) {
            List<ReleasedTable> released = last.tables().stream()
                    .filter(table -> table.contractId().equals(contract.id()))
                    .toList();
            if (!released.isEmpty()) {
                all.add(new ContractEvolution(
                        contract,
                        last.reference(),
                        released.get(0).contractVersion(),
                        changes(released, contract, plan)));
            }
        }
        return List.copyOf(all);
    }

    private static List<Change> changes(List<ReleasedTable> released, Contract contract, Plan plan) {
        List<Change> changes = new ArrayList<>();
        for (ReleasedTable table : released) {
            if (contract.table(table.name()).isEmpty()) {
                changes.add(new Change(table.name(), "the table is gone", ColumnChange.Weight.MAJOR));
            }
        }
        contract.tables().forEach(table -> {
            Optional<ReleasedTable> was = released.stream()
                    .filter(known -> known.name().equals(table.name()))
                    .findFirst();
            if (was.isEmpty()) {
                changes.add(new Change(table.name(), "the table is new", ColumnChange.Weight.MINOR));
            } else {
                ColumnChange.between(was.get().columns(), ReleasedColumns.of(plan.table(table.name())))
                        .forEach(change -> changes.add(new Change(table.name(), change.words(), change.weight())));
            }
        });
        return changes;
    }

    /** What stands against it: a version that has not risen enough for these changes (Semantic Versioning 2.0.0). */
    public Optional<Problem> problem() {
        Optional<ColumnChange.Weight> heaviest =
                changes.stream().map(Change::weight).min(Enum::compareTo);
        if (heaviest.isEmpty() || ContractVersion.isEnough(version, contract.version(), heaviest.get())) {
            return Optional.empty();
        }
        List<String> described = changes.stream()
                .filter(change -> change.weight() == heaviest.get())
                .map(Change::toString)
                .toList();
        return Optional.of(new Problem(
                Code.CONTRACT_VERSION,
                Place.of(contract.file().path()),
                "The contract '" + contract.id() + "' has the version " + contract.version() + ", and had " + version
                        + " in " + release,
                String.join("; ", described),
                "write version: " + ContractVersion.next(version, heaviest.get())
                        + (heaviest.get() == ColumnChange.Weight.MAJOR ? ", or take what breaks back" : "")));
    }

    /** The lines of what has changed, for people; none when nothing has. */
    public List<String> lines() {
        return changes.stream().map(Change::toString).toList();
    }
}
