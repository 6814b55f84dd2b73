package dev.weir.jobs.engine.analysis;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.plan.Input;
import dev.weir.jobs.release.Releases;
import dev.weir.releases.log.ReleaseLog;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Released tables that checks look into, by the {@link Input#name} of {@link Input.Origin#RELEASE}. */
public record ReleasedInputs(ReleaseLog log, Releases releases) {

    /**
     * The release that {@code product.table@number} names, or the newest one without a number.
     *
     * @throws ProblemsException when there is none
     */
    public Manifest release(String name) {
        String product = name.substring(0, name.indexOf('.'));
        int at = name.lastIndexOf('@');
        return at < 0
                ? log.latest(product)
                        .orElseThrow(() -> ProblemsException.of(
                                Code.RELEASE_MISSING,
                                Place.of("releases/" + product),
                                "A check looks into '" + name + "'",
                                "product '" + product + "' has no release yet",
                                "run it first"))
                : log.read(product, Long.parseLong(name.substring(at + 1)));
    }

    public static String table(String name) {
        int at = name.lastIndexOf('@');
        return name.substring(name.indexOf('.') + 1, at < 0 ? name.length() : at);
    }

    public Dataset<Row> rows(String name) {
        return releases.read(release(name), table(name));
    }
}
