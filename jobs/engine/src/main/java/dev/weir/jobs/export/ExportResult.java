package dev.weir.jobs.export;

import dev.weir.privacy.ledger.LedgerTransfer;
import dev.weir.privacy.ledger.Transfer;

/** How an export ended. */
public sealed interface ExportResult {

    /** Calls the case that fits. */
    <R> R match(Cases<R> cases);

    /** One method per ending. */
    interface Cases<R> {
        R written(Written result);

        R denied(Denied result);

        R tried(Tried result);
    }

    /**
     * The copy is there, and in the ledger as whole.
     *
     * @param transfer completed
     * @param answer of the gate
     */
    record Written(LedgerTransfer transfer, TransferGate.Answer answer) implements ExportResult {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.written(this);
        }
    }

    /** The gate said no; nothing was written. */
    record Denied(Transfer.Counts counts, TransferGate.Answer answer) implements ExportResult {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.denied(this);
        }
    }

    /** The gate allows it; it was only asked, and nothing was written. */
    record Tried(Transfer transfer, TransferGate.Answer answer) implements ExportResult {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.tried(this);
        }
    }
}
