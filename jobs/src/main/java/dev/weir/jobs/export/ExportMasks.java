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
import dev.weir.privacy.keys.MacAlgorithm;
import dev.weir.privacy.law.Category;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.law.Stage;
import dev.weir.privacy.ledger.PeopleCount.Kind;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of released columns in a copy: the recipient's mask, else the law's for export, on top of what the release
 * already did. A column that the release dropped stays gone; a pseudonym is made anew for each recipient, so that two of
 * them cannot join what they have; a value that the release has made coarser is not made coarser again.
 */
final class ExportMasks {

    private static final Mask PSEUDONYM = new Mask.Pseudonymise(MacAlgorithm.HMAC_SM3, Optional.empty());

    private final LawPack law;
    private final Product product;
    private final Recipient recipient;
    private final Subjects subjects;
    private final Problems problems = new Problems();

    ExportMasks(LawPack law, Product product, Recipient recipient) {
        this.law = law;
        this.product = product;
        this.recipient = recipient;
        this.subjects = new Subjects(product);
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
        Optional<String> subject = subjects.of(table).map(ReleasedColumn::name);
        List<PlannedColumn> columns = new ArrayList<>();
        for (ReleasedColumn column : table.columns()) {
            if (!column.mask().equals(MaskMethod.DROP.word())) {
                column(table, column, subject).ifPresent(columns::add);
            }
        }
        return new PlannedTable(table, columns, subject);
    }

    private Optional<PlannedColumn> column(ReleasedTable table, ReleasedColumn column, Optional<String> subject) {
        Optional<Category> category = law.category(column.category());
        if (category.isEmpty()) {
            refuse(
                    table,
                    column,
                    "law pack " + law.id() + " has no category " + column.category(),
                    "make a new release under this law pack");
            return Optional.empty();
        }
        if (column.mask().equals(MaskMethod.NULLIFY.word())) {
            return Optional.of(new PlannedColumn(column, kindOf(category.get()), new Mask.Keep()));
        }
        Optional<Mask> chosen = chosen(table, column).map(choice -> Mask.parse(choice.mask(), choice.place()));
        Optional<Mask> ofLaw = category.get().mask(Stage.EXPORT).mask();
        String named = "masks of recipient '" + recipient.id() + "' in contracts/recipients.yaml";
        if (ofLaw.isEmpty() && !chosen.map(ExportMasks::leavesNothing).orElse(false)) {
            refuse(
                    table,
                    column,
                    category.get().code() + " (" + category.get().term().chinese() + ") may not leave: "
                            + String.join(", ", category.get().standing().articles()),
                    "say drop for it under the " + named);
            return Optional.empty();
        }
        Mask wanted = chosen.orElseGet(ofLaw::orElseThrow);
        if (wanted instanceof Mask.Partial
                || (column.mask().equals(MaskMethod.PARTIAL.word()) && !leavesNothing(wanted))) {
            refuse(
                    table,
                    column,
                    "a part of the value stays readable, which is for display only",
                    "say drop for it under the " + named);
            return Optional.empty();
        }
        if (chosen.isPresent() && ofLaw.isPresent() && laxer(chosen.get(), ofLaw.get()) && silent(table, column)) {
            refuse(
                    table,
                    column,
                    "the recipient's mask " + chosen.get().method().word() + " is laxer than the law's "
                            + ofLaw.get().method().word() + ", and nobody says why",
                    "add because to it, or take it out of the " + named);
            return Optional.empty();
        }
        Mask mask = onTopOf(column.mask(), wanted, chosen.isPresent() ? By.RECIPIENT : By.LAW);
        if (mask instanceof Mask.Shift && subject.isEmpty()) {
            refuse(
                    table,
                    column,
                    "its dates are shifted for each person, and the release does not say whose the rows are",
                    "say drop or generalise for it under the " + named);
            return Optional.empty();
        }
        return Optional.of(new PlannedColumn(column, kindOf(category.get()), mask));
    }

    private Optional<Kind> kindOf(Category category) {
        if (!category.standing().sensitivity().isPersonal()) {
            return Optional.empty();
        }
        return Optional.of(law.isSensitive(category) ? Kind.SENSITIVE : Kind.NON_SENSITIVE);
    }

    /** Who asks for a mask. */
    enum By {
        LAW,
        RECIPIENT
    }

    /** The mask for released values, given what the release did to them. */
    static Mask onTopOf(String released, Mask wanted, By by) {
        if (leavesNothing(wanted)) {
            return wanted;
        }
        MaskMethod done = MaskMethod.of(released)
                .orElseThrow(() -> new IllegalArgumentException("A release has the mask '" + released + "'"));
        return switch (done) {
            case KEEP -> ofRecipient(wanted);
            case PSEUDONYMISE, ENCRYPT -> wanted instanceof Mask.Redact ? wanted : PSEUDONYM;
            case SHIFT -> wanted instanceof Mask.Shift ? new Mask.Keep() : ofRecipient(wanted);
            case SURROGATE, GENERALISE, TRUNCATE -> onCoarser(wanted, by);
            default -> new Mask.Keep();
        };
    }

    /** Released values are text by now, and coarser than what they were. */
    private static Mask onCoarser(Mask wanted, By by) {
        boolean asked = by == By.RECIPIENT || wanted instanceof Mask.Pseudonymise || wanted instanceof Mask.Redact;
        return asked && !(wanted instanceof Mask.Shift) ? ofRecipient(wanted) : new Mask.Keep();
    }

    /** A pseudonym domain that products share would let recipients join. */
    private static Mask ofRecipient(Mask mask) {
        return mask instanceof Mask.Pseudonymise pseudonymise
                ? new Mask.Pseudonymise(pseudonymise.algorithm(), Optional.empty())
                : mask;
    }

    private static boolean leavesNothing(Mask mask) {
        return mask instanceof Mask.Drop || mask instanceof Mask.Nullify;
    }

    /** Coarsely: keeping is laxer than changing, changing than a constant, a constant than nothing. */
    private static boolean laxer(Mask mask, Mask than) {
        return strength(mask) < strength(than);
    }

    private static int strength(Mask mask) {
        if (leavesNothing(mask)) {
            return 3;
        } else if (mask instanceof Mask.Redact redact && redact.extent() == Mask.Redact.Extent.WHOLE) {
            return 2;
        }
        return mask instanceof Mask.Keep ? 0 : 1;
    }

    private boolean silent(ReleasedTable table, ReleasedColumn column) {
        return chosen(table, column).filter(mask -> mask.because().isBlank()).isPresent();
    }

    /** The recipient's mask for the column, else for its category. */
    private Optional<Recipient.ChosenMask> chosen(ReleasedTable table, ReleasedColumn column) {
        Recipient.Target ofColumn = new Recipient.OfColumn(product.id(), table.name(), column.name());
        Recipient.Target ofCategory = new Recipient.OfCategory(column.category());
        List<Recipient.ChosenMask> masks = recipient.delivery().masks();
        return masks.stream()
                .filter(mask -> mask.target().equals(ofColumn))
                .findFirst()
                .or(() -> masks.stream()
                        .filter(mask -> mask.target().equals(ofCategory))
                        .findFirst());
    }

    private void refuse(ReleasedTable table, ReleasedColumn column, String why, String remedy) {
        problems.add(
                Code.EXPORT_DENIED,
                recipient.place(),
                "Column '" + table.name() + "." + column.name() + "' may not go to " + recipient.id(),
                why,
                remedy);
    }
}
