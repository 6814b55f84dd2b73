package dev.weir.jobs.cli;

import dev.weir.contracts.Code;
import dev.weir.contracts.Nearest;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.release.ReleaseReference;
import dev.weir.jobs.release.StoredReleaseLog;
import java.util.List;
import java.util.Optional;

/**
 * A table of a release as people write it: {@code clinical.encounters@12}; {@code clinical@12} where there is one table.
 *
 * @param release which release
 * @param table its name; empty when it is not said
 */
record TableReference(ReleaseReference release, Optional<String> table) {

    /** Reads {@code product.table@release}: what follows the last dot before the sign is the table. */
    static TableReference parse(String text) {
        int at = text.indexOf('@');
        String name = at < 0 ? text : text.substring(0, at);
        String version = at < 0 ? "" : text.substring(at);
        int dot = name.lastIndexOf('.');
        return dot <= 0
                ? new TableReference(ReleaseReference.parse(text), Optional.empty())
                : new TableReference(
                        ReleaseReference.parse(name.substring(0, dot) + version), Optional.of(name.substring(dot + 1)));
    }

    /**
     * A release and its table.
     *
     * @param manifest of the release
     */
    record Found(Manifest manifest, ReleasedTable table) {}

    /**
     * The table.
     *
     * @throws ProblemsException when there is no such product, release or table
     */
    Found in(Workspace workspace) {
        Manifest manifest = release.in(StoredReleaseLog.of(workspace));
        List<String> names = manifest.tables().stream().map(ReleasedTable::name).toList();
        String wanted = table.orElse(names.size() == 1 ? names.get(0) : "");
        return manifest.tables().stream()
                .filter(found -> found.name().equals(wanted))
                .findFirst()
                .map(found -> new Found(manifest, found))
                .orElseThrow(() -> ProblemsException.of(
                        Code.UNKNOWN_NAME,
                        Place.of(manifest.reference()),
                        table.isPresent()
                                ? "Release " + manifest.reference() + " has no table '" + wanted + "'"
                                : "It is not said which table of " + manifest.reference() + " is meant",
                        "it has " + String.join(", ", names),
                        Nearest.remedy(
                                wanted,
                                names,
                                "write for example " + manifest.product() + "." + names.get(0) + "@"
                                        + manifest.number())));
    }
}
