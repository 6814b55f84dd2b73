package dev.weir.jobs.export;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.Recipient;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.privacy.gate.CopyMask;
import dev.weir.privacy.gate.CopyMasks;
import dev.weir.privacy.gate.EarlierCopies;
import dev.weir.privacy.gate.Subjects;
import dev.weir.privacy.law.Category;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.ledger.PeopleCount.Kind;
import dev.weir.privacy.mask.kind.Drop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The plan of a copy: what becomes of each column of a release, by {@link CopyMasks}. */
final class ExportMasks {

    private final LawPack law;
    private final Recipient recipient;
    private final Subjects subjects;
    private final CopyMasks masks;
    private final Problems problems = new Problems();

    /** @param earlier what the recipient has */
    ExportMasks(LawPack law, Product product, Recipient recipient, EarlierCopies earlier) {
        this.law = law;
        this.recipient = recipient;
        this.subjects = new Subjects(product);
        this.masks = new CopyMasks(law, product.id(), recipient, Optional.of(subjects), earlier);
    }

    /**
     * The plan for tables of a release.
     *
     * @param tables their names; none for all
     * @throws ProblemsException with everything that stands in the way: C031 for columns that may not leave
     */
    List<PlannedTable> plan(Manifest release, List<String> tables) {
        for (String name : tables) {
            if (release.tables().stream().noneMatch(table -> table.name().equals(name))) {
                problems.add(
                        Code.UNKNOWN_NAME,
                        Place.of("--tables"),
                        "Release " + release.reference() + " has no table '" + name + "'",
                        "it has "
                                + String.join(
                                        ", ",
                                        release.tables().stream()
                                                .map(ReleasedTable::name)
                                                .toList()),
                        "name some of these");
            }
        }
        List<PlannedTable> planned = release.tables().stream()
                .filter(table -> tables.isEmpty() || tables.contains(table.name()))
                .map(this::table)
                .toList();
        problems.throwIfAny();
        return planned;
    }

    private PlannedTable table(ReleasedTable table) {
        List<PlannedColumn> columns = new ArrayList<>();
        for (ReleasedColumn column : table.columns()) {
            if (!column.mask().method().equals(Drop.METHOD.word())) {
                column(table, column).ifPresent(columns::add);
            }
        }
        return new PlannedTable(table, columns, subjects.of(table).map(ReleasedColumn::name));
    }

    private Optional<PlannedColumn> column(ReleasedTable table, ReleasedColumn column) {
        CopyMask mask = masks.of(table, column);
        if (mask instanceof CopyMask.Stays stays) {
            problems.add(
                    Code.EXPORT_DENIED,
                    recipient.place(),
                    "Column '" + table.name() + "." + column.name() + "' may not go to " + recipient.id(),
                    stays.why(),
                    stays.remedy());
            return Optional.empty();
        }
        Optional<Kind> kind = law.category(column.category()).flatMap(this::kindOf);
        return Optional.of(new PlannedColumn(column, kind, (CopyMask.Leaves) mask));
    }

    private Optional<Kind> kindOf(Category category) {
        if (!category.standing().sensitivity().isPersonal()) {
            return Optional.empty();
        }
        return Optional.of(law.isSensitive(category) ? Kind.SENSITIVE : Kind.NON_SENSITIVE);
    }
}
