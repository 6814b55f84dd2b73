package dev.weir.jobs.cli;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.release.StoredReleaseLog;
import java.util.OptionalLong;

/**
 * A release as people write it: {@code clinical@12}, or {@code clinical} for the last one.
 *
 * @param product the product's id
 * @param number empty for the last one
 */
record ReleaseReference(String product, OptionalLong number) {

    /**
     * Reads {@code product} or {@code product@number}.
     *
     * @throws ProblemsException C020 for anything else
     */
    static ReleaseReference parse(String text) {
        int at = text.indexOf('@');
        if (at < 0) {
            return new ReleaseReference(text, OptionalLong.empty());
        }
        String number = text.substring(at + 1);
        if (at == 0 || !number.matches("[1-9][0-9]{0,17}")) {
            throw ProblemsException.of(
                    Code.USAGE,
                    Place.of(text),
                    "'" + text + "' is no release",
                    "a release is written product@number",
                    "write for example clinical@1");
        }
        return new ReleaseReference(text.substring(0, at), OptionalLong.of(Long.parseLong(number)));
    }

    /**
     * The manifest of it.
     *
     * @throws ProblemsException when there is no such product or release
     */
    Manifest in(Workspace workspace) {
        StoredReleaseLog log = StoredReleaseLog.of(workspace);
        if (log.numbers(product).findAny().isEmpty()) {
            ReleasesCommand.requireProduct(workspace, product);
        }
        return number.isPresent()
                ? log.read(product, number.getAsLong())
                : log.latest(product).orElseGet(() -> log.read(product, 1));
    }
}
