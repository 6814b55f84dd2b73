package dev.weir.privacy.gate;

import dev.weir.privacy.ledger.LedgerTransfer;
import dev.weir.privacy.ledger.Transfer;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskMethods;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a recipient has of a product, by the transfers that were not void. A recipient's pseudonyms are the same in all its
 * copies, so what two copies say of a column adds up: dates that are shifted in one and shown by the month in the other give the
 * shift away. All other masks may differ: whatever is as coarse as the law's mask stays so beside another that is.
 */
public final class EarlierCopies {

    private final List<LedgerTransfer> transfers;

    /** @param transfers to one recipient, of any product */
    public EarlierCopies(List<LedgerTransfer> transfers) {
        this.transfers = transfers.stream()
                .filter(transfer -> transfer.state() != LedgerTransfer.State.VOIDED)
                .toList();
    }

    /** Of whom nothing has received anything. */
    public static EarlierCopies none() {
        return new EarlierCopies(List.of());
    }

    /**
     * The transfer that would tell what a date was before it was shifted, together with a copy that has the column so.
     *
     * @param released the release's mask of it
     * @param done what the copy does to it
     */
    Optional<LedgerTransfer> undoing(String product, String table, String column, Mask released, List<Mask> done) {
        List<Optional<Mask>> now = Stream.concat(Stream.of(released), done.stream())
                .map(Optional::of)
                .toList();
        return transfers.stream()
                .filter(earlier ->
                        earlier.transfer().contents().release().product().equals(product))
                .filter(earlier -> earlier.transfer().contents().tables().stream()
                        .filter(sent -> sent.name().equals(table))
                        .flatMap(sent -> sent.columns().stream())
                        .filter(sent -> sent.name().equals(column))
                        .map(EarlierCopies::masks)
                        .anyMatch(before ->
                                (isShifted(before) && tellsTheDay(now)) || (tellsTheDay(before) && isShifted(now))))
                .findFirst();
    }

    /**
     * The masks in the ledger's words for what became of a column, such as {@code keep, generalise (to month)}. Of some it has
     * the name alone, and of some there may be no such mask any more: what those leave is unknown.
     */
    private static List<Optional<Mask>> masks(Transfer.SentColumn sent) {
        return Stream.of(sent.mask().split(", (?![^(]*\\))", -1))
                .map(MaskMethods::shown)
                .toList();
    }

    private static boolean isShifted(List<Optional<Mask>> masks) {
        return hasShift(masks) && masks.stream().noneMatch(EarlierCopies::hidesTheDay);
    }

    /** Or the month, or the year. */
    private static boolean tellsTheDay(List<Optional<Mask>> masks) {
        return !hasShift(masks) && masks.stream().noneMatch(EarlierCopies::hidesTheDay);
    }

    private static boolean hasShift(List<Optional<Mask>> masks) {
        return masks.stream().anyMatch(mask -> mask.filter(Mask::shifts).isPresent());
    }

    private static boolean hidesTheDay(Optional<Mask> mask) {
        return mask.filter(known -> known.isConstant() || (known.isKeyed() && !known.shifts()))
                .isPresent();
    }
}
