package dev.weir.jobs.export;

import dev.weir.privacy.ledger.LedgerTransfer;
import dev.weir.privacy.ledger.LedgerYear;
import dev.weir.releases.ledger.TransferLedger;
import java.util.ArrayList;
import java.util.List;

/** What exports that died have left, in a line each. */
public final class UnfinishedTransfers {

    private UnfinishedTransfers() {}

    /** A sentence for each open transfer, and for each people file that no entry names. */
    public static List<String> sentences(TransferLedger ledger, LedgerYear year) {
        List<String> sentences = new ArrayList<>();
        for (LedgerTransfer open : year.open()) {
            String what = "Transfer " + open.id() + " of "
                    + open.transfer().contents().release().reference() + " to "
                    + open.transfer().recipient().id();
            String endings = "'weir ledger --finish " + open.id() + "' writes the copy, 'weir ledger --void "
                    + open.id() + "' takes it out of the count";
            sentences.add(
                    switch (ledger.locks().look(open.transfer().copy().attempt())) {
                        case AT_WORK -> what + " is being written by another process";
                        case OVER -> what + " was reserved and never completed; its people count. " + endings;
                        case UNKNOWN ->
                            what
                                    + " is being written by another process, or its process has died; its people count. Where it"
                                    + " has died " + endings + ", after half a minute's wait";
                    });
        }
        for (String file : ledger.unnamedPeople(year)) {
            sentences.add("People file '" + ledger.waiting(year.year(), file)
                    + "' is named by no entry: an export is at work, or ended before it was entered. Nothing was sent, and"
                    + " nobody of it counts; where no export is at work, remove the file");
        }
        return sentences;
    }
}
