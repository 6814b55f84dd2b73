package dev.weir.jobs.export;

import dev.weir.contracts.Recipient;
import dev.weir.contracts.roles.Signatory;
import dev.weir.releases.evidence.SignedManifest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A copy that a user asks for.
 *
 * @param release of which
 * @param recipient for whom
 * @param tables their names; none for all
 * @param format of the copy
 * @param folder where it goes; empty for the usual place
 * @param by who answers for it: asked right before it is entered in the ledger, and may refuse then
 */
public record ExportRequest(
        SignedManifest release,
        Recipient recipient,
        List<String> tables,
        CopyFormat format,
        Optional<Path> folder,
        Supplier<Signatory> by) {

    public ExportRequest {
        tables = List.copyOf(tables);
    }
}
