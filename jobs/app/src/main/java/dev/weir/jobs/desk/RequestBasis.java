package dev.weir.jobs.desk;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.text.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a request stands on: files of the workspace, by their content. */
public final class RequestBasis {

    private RequestBasis() {}

    /**
     * The SHA-256 of a file.
     *
     * @throws ProblemsException when it cannot be read
     */
    public static String sha256(Path file) {
        try {
            return Sha256.hex(Files.readAllBytes(file));
        } catch (IOException e) {
            throw ProblemsException.of(
                    Code.MISSING_FILE,
                    Place.of(file.toString()),
                    "'" + file + "' cannot be read",
                    e.getClass().getSimpleName(),
                    "bring it back, or see to this user's rights",
                    e);
        }
    }
}
