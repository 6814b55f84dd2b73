package dev.weir.privacy.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.privacy.ledger.LedgerEntry;
import dev.weir.privacy.ledger.LedgerTransfer;
import dev.weir.privacy.ledger.PeopleCount;
import dev.weir.privacy.ledger.Transfer;
import dev.weir.privacy.mask.Mask;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which earlier copies give a shift away, or are given away by one. */
class EarlierCopiesTest {

    @ParameterizedTest
    @CsvSource({
        "'keep, keep', shift, true",
        "'keep, generalise (to month)', shift, true",
        "'generalise, keep', shift, true",
        "'truncate, keep', shift, true",
        "'redact (extent spans), keep', shift, true",
        "'unheard-of, keep', shift, true",
        "'keep, unheard-of (by 3, or 4)', shift, true",
        "'shift, shift (least 366)', keep, true",
        "'shift, shift (least 366), generalise (to year)', keep, true",
        "'keep, pseudonymise', shift, false",
        "'keep, encrypt (format kept, cipher sm4, keep 0)', shift, false",
        "'surrogate, surrogate', shift, false",
        "'keep, redact', shift, false",
        "'redact, keep', shift, false",
        "'nullify, keep', shift, false",
        "'shift, drop', keep, false",
        "'shift, shift (least 366)', shift, false",
        "'keep, keep', keep, false"
    })
    void tellsWhichGoTogether(String sent, String now, boolean givesAway) {
        EarlierCopies earlier = new EarlierCopies(List.of(transfer(sent)));
        assertThat(earlier.undoing("clinical", "visits", "born", Mask.parse("keep"), List.of(Mask.parse(now)))
                        .isPresent())
                .isEqualTo(givesAway);
        assertThat(earlier.undoing("clinical", "visits", "died", Mask.parse("keep"), List.of(Mask.parse(now))))
                .isEmpty();
    }

    private static LedgerTransfer transfer(String mask) {
        Transfer transfer = new Transfer(
                new Transfer.Recipient("london", "Trial sponsor", "GB", "safety review"),
                new Transfer.Contents(
                        new Transfer.Release("clinical", 1, "b".repeat(64)),
                        List.of(new Transfer.SentTable(
                                "visits", 3, List.of(new Transfer.SentColumn("born", "date", "DATE", mask)))),
                        0),
                new Transfer.People(
                        new Transfer.Counts(
                                Transfer.Standing.EXPORT, PeopleCount.NONE, PeopleCount.NONE, PeopleCount.NONE),
                        Optional.empty()),
                new Transfer.Decision("R11", "CBR 8", "SC_OR_CERT", Optional.of("SC 2026-17"), Map.of()),
                new Transfer.Basis("cn-2026-01", "d".repeat(64), "0123456789abcdef"),
                new Transfer.Copy("00000000-0000-4000-8000-000000000001", "parquet", "/exports/1"),
                List.of());
        LedgerEntry.Mark mark = new LedgerEntry.Mark(
                "centre", 2026, 1, Instant.parse("2026-01-02T00:00:00Z"), "dpo@example.org", "0.1.0", Optional.empty());
        LedgerEntry reserved =
                new LedgerEntry(mark, Optional.empty(), PeopleCount.NONE, new LedgerEntry.Reserved(transfer));
        return new LedgerTransfer(reserved, transfer, Optional.empty());
    }
}
