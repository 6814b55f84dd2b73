package dev.weir.privacy.gate;

import java.util.stream.LongStream;

/**
 * Distinct people of one processor and year. A person may be in both kinds.
 *
 * @param year the ledger's, in Asia/Shanghai
 * @param ledgerN people who went out before with personal information that is not sensitive
 * @param ledgerS people who went out before with sensitive personal information
 * @param newN people of this transfer who are not among {@code ledgerN}
 * @param newS people of this transfer who are not among {@code ledgerS}
 */
public record PeopleCounts(int year, long ledgerN, long ledgerS, long newN, long newS) {

    public PeopleCounts {
        if (LongStream.of(ledgerN, ledgerS, newN, newS).anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("People are counted from 0");
        }
    }
}
