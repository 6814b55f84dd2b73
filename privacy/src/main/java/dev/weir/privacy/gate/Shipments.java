package dev.weir.privacy.gate;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Recipient;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.privacy.law.Category;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.law.Stage;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskMethod;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What of a release would leave for a recipient: its columns after their masks at release and for export. */
public final class Shipments {

    private static final Set<String> NOTHING = Set.of(MaskMethod.DROP.word(), MaskMethod.NULLIFY.word());

    private final LawPack law;
    private final Recipient recipient;

    public Shipments(LawPack law, Recipient recipient) {
        this.law = requireNonNull(law, "law");
        this.recipient = requireNonNull(recipient, "recipient");
    }

    /** All tables of a release. */
    public Shipment of(Manifest release) {
        Set<String> categories = new TreeSet<>();
        for (ReleasedTable table : release.tables()) {
            for (ReleasedColumn column : table.columns()) {
                if (says(release.product(), table, column)) {
                    categories.add(column.category());
                }
            }
        }
        return new Shipment(
                release.product(),
                release.tables().stream().map(ReleasedTable::name).toList(),
                categories);
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
        long personal = 0;
        long sensitive = 0;
        for (ReleasedTable table : release.tables()) {
            List<Optional<Category>> said = table.columns().stream()
                    .filter(column -> says(release.product(), table, column))
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

    /** Columns that may not leave by default, and of which the recipient's entry does not say how: an export refuses them. */
    public List<String> blocked(Manifest release) {
        return release.tables().stream()
                .flatMap(table -> table.columns().stream()
                        .filter(column ->
                                !NOTHING.contains(column.mask()) && isBlocked(release.product(), table, column))
                        .map(column -> table.name() + "." + column.name()))
                .toList();
    }

    private boolean isBlocked(String product, ReleasedTable table, ReleasedColumn column) {
        return chosen(product, table, column).isEmpty()
                && law.category(column.category())
                        .flatMap(category -> category.mask(Stage.EXPORT).mask())
                        .isEmpty();
    }

    /** Whether a column's values say something; where its mask is not known they do. */
    private boolean says(String product, ReleasedTable table, ReleasedColumn column) {
        if (NOTHING.contains(column.mask())) {
            return false;
        }
        Optional<Mask> mask = chosen(product, table, column)
                .map(chosen -> Mask.parse(chosen.mask(), chosen.place()))
                .or(() -> law.category(column.category())
                        .flatMap(category -> category.mask(Stage.EXPORT).mask()));
        return mask.filter(Shipments::leavesNothing).isEmpty();
    }

    private static boolean leavesNothing(Mask mask) {
        return NOTHING.contains(mask.method().word())
                || (mask instanceof Mask.Redact redact && redact.extent() == Mask.Redact.Extent.WHOLE);
    }

    private Optional<Recipient.ChosenMask> chosen(String product, ReleasedTable table, ReleasedColumn column) {
        Recipient.Target ofColumn = new Recipient.OfColumn(product, table.name(), column.name());
        Recipient.Target ofCategory = new Recipient.OfCategory(column.category());
        List<Recipient.ChosenMask> masks = recipient.delivery().masks();
        return masks.stream()
                .filter(mask -> mask.target().equals(ofColumn))
                .findFirst()
                .or(() -> masks.stream()
                        .filter(mask -> mask.target().equals(ofCategory))
                        .findFirst());
    }
}
