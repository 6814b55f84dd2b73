package dev.weir.jobs.engine.content;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.ContentDigest;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.json.DataFileList;
import dev.weir.jobs.release.Releases;
import dev.weir.releases.evidence.DeepCheck;
import dev.weir.releases.evidence.TablesCheck;
import java.util.function.Supplier;

/** Reads released tables for a verification, by Spark. */
public record DeepEngine(Releases releases) implements DeepCheck.Engine {

    @Override
    public String place(Manifest release, ReleasedTable table, TablesCheck.Part part) {
        return releases.place(release, table, part);
    }

    @Override
    public DataFileList files(Manifest release, ReleasedTable table, TablesCheck.Part part) {
        return withReadErrors(place(release, table, part), () -> releases.files(release, table, part));
    }

    @Override
    public ContentDigest content(Manifest release, ReleasedTable table) {
        return withReadErrors(
                place(release, table, TablesCheck.Part.ROWS),
                () -> ContentSums.of(
                                releases.uncompared().read(release, table.name()),
                                HashMethod.of(table.content().algorithm()))
                        .content());
    }

    /** What keeps Spark from reading becomes a problem: damaged files end in many kinds of exceptions. */
    static <T> T withReadErrors(String place, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (ProblemsException e) {
            throw e;
        } catch (Exception
                | Error e) { // Spark throws checked exceptions undeclared, and readers errors at damaged bytes
            if (e instanceof VirtualMachineError) {
                throw e;
            }
            throw ProblemsException.of(
                    Code.STORE_UNREACHABLE,
                    Place.of(place),
                    "reading ended with " + deepest(e),
                    "its files or its metadata are missing, or damaged",
                    "Restore them from a copy.",
                    e);
        }
    }

    /** The kind of failure alone: what libraries say may hold values of rows. */
    private static String deepest(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName();
    }
}
