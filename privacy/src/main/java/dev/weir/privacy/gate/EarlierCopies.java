package dev.weir.privacy.gate;

import dev.weir.privacy.ledger.LedgerTransfer;
import dev.weir.privacy.ledger.Transfer;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskMethod;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a recipient has of a product, by the transfers that were not void. A recipient's pseudonyms are the same in all its copies,
 * so what two copies say of a column adds up: dates that are shifted in one and told by the month in the other give the shift
 * away. All other masks may differ: whatever is as coarse as the law's mask stays so beside another that is.
 */
public final class EarlierCopies {

    private static final String SHIFT = MaskMethod.SHIFT.word();

    /** What leaves nothing of the day. */
    private static final Set<String> NO_DAY = Stream.of(
                    MaskMethod.DROP,
                    MaskMethod.NULLIFY,
                    MaskMethod.REDACT,
                    MaskMethod.PSEUDONYMISE,
                    MaskMethod.ENCRYPT,
                    MaskMethod.SURROGATE)
            .map(MaskMethod::word)
            .collect(Collectors.toUnmodifiableSet());

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
        List<String> methods = Stream.concat(Stream.of(released), done.stream())
                .map(mask -> mask.method().word())
                .toList();
        return transfers.stream()
                .filter(earlier -> earlier.transfer().release().product().equals(product))
                .filter(earlier -> earlier.transfer().tables().stream()
                        .filter(sent -> sent.name().equals(table))
                        .flatMap(sent -> sent.columns().stream())
                        .filter(sent -> sent.name().equals(column))
                        .map(EarlierCopies::methods)
                        .anyMatch(before -> (isShifted(before) && tellsTheDay(methods))
                                || (tellsTheDay(before) && isShifted(methods))))
                .findFirst();
    }

    /** The methods in the ledger's words for what became of a column, such as {@code keep, generalise (to month)}. */
    private static List<String> methods(Transfer.SentColumn sent) {
        return Stream.of(sent.mask().replaceAll("\\([^)]*\\)", "").split(","))
                .map(String::strip)
                .toList();
    }

    private static boolean isShifted(List<String> methods) {
        return methods.contains(SHIFT) && methods.stream().noneMatch(NO_DAY::contains);
    }

    /** Or the month, or the year. */
    private static boolean tellsTheDay(List<String> methods) {
        return !methods.contains(SHIFT) && methods.stream().noneMatch(NO_DAY::contains);
    }
}
