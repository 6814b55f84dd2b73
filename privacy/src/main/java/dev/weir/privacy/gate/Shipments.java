package dev.weir.privacy.gate;

import dev.weir.contracts.Recipient;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.privacy.law.Category;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.mask.Mask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What of a release would leave for a recipient: its columns after their masks at release and for export. */
public final class Shipments {

    private final LawPack law;
    private final Recipient recipient;
    private final Workspace workspace;
    private final EarlierCopies earlier;

    /**
     * @param workspace with the subjects of its products' rows
     * @param earlier what the recipient has
     */
    public Shipments(LawPack law, Recipient recipient, Workspace workspace, EarlierCopies earlier) {
        this.law = law;
        this.recipient = recipient;
        this.workspace = workspace;
        this.earlier = earlier;
    }

    /** All tables of a release. */
    public Shipment of(Manifest release) {
        CopyMasks masks = masks(release);
        Set<String> categories = new TreeSet<>();
        List<String> shifted = new ArrayList<>();
        for (ReleasedTable table : release.tables()) {
            for (ReleasedColumn column : table.columns()) {
                if (says(masks, table, column)) {
                    categories.add(column.category());
                    if (masks.of(table, column) instanceof CopyMask.Leaves leaves && leaves.isShifted()) {
                        shifted.add(table.name() + "." + column.name());
                    }
                }
            }
        }
        return new Shipment(
                release.product(),
                release.tables().stream().map(ReleasedTable::name).toList(),
                categories,
                shifted);
    }

    /**
     * People who can be in a release at most: no more than its rows of tables about people. Counting by rows is what the law
     * leaves where people cannot be told apart; it never counts too few.
     *
     * @param year of the ledger
     * @param ledgerN people in the ledger, personal information
     * @param ledgerS people in the ledger, sensitive
     */
    public PeopleCounts atMost(Manifest release, int year, long ledgerN, long ledgerS) {
        CopyMasks masks = masks(release);
        long personal = 0;
        long sensitive = 0;
        for (ReleasedTable table : release.tables()) {
            List<Optional<Category>> said = table.columns().stream()
                    .filter(column -> says(masks, table, column))
                    .map(column -> law.category(column.category()))
                    .toList();
            // a category that the pack does not know counts as both
            boolean any = said.stream()
                    .anyMatch(category -> category.filter(
                                    known -> !known.standing().sensitivity().isPersonal() || law.isSensitive(known))
                            .isEmpty());
            personal += any ? table.rows() : 0;
            boolean spi = said.stream()
                    .anyMatch(category ->
                            category.filter(known -> !law.isSensitive(known)).isEmpty());
            sensitive += spi ? table.rows() : 0;
        }
        return new PeopleCounts(year, ledgerN, ledgerS, personal, sensitive);
    }

    /** Columns that may not leave as the recipient's entry stands, each with why: an export refuses them. */
    public Map<String, CopyMask.Stays> blocked(Manifest release) {
        CopyMasks masks = masks(release);
        Map<String, CopyMask.Stays> blocked = new LinkedHashMap<>();
        for (ReleasedTable table : release.tables()) {
            for (ReleasedColumn column : table.columns()) {
                if (leavesSomething(column) && masks.of(table, column) instanceof CopyMask.Stays stays) {
                    blocked.put(table.name() + "." + column.name(), stays);
                }
            }
        }
        return blocked;
    }

    /** Whether a column's values say something; where it may not leave they do. */
    private static boolean says(CopyMasks masks, ReleasedTable table, ReleasedColumn column) {
        return leavesSomething(column)
                && !(masks.of(table, column) instanceof CopyMask.Leaves leaves && !leaves.says());
    }

    /** So does a mask of unknown effect. */
    private static boolean leavesSomething(ReleasedColumn column) {
        return Mask.of(column).filter(Mask::leavesNothing).isEmpty();
    }

    private CopyMasks masks(Manifest release) {
        return new CopyMasks(
                law,
                release.product(),
                recipient,
                workspace.product(release.product()).map(Subjects::new),
                earlier);
    }
}
