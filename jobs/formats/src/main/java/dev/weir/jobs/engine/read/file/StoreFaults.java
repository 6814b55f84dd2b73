package dev.weir.jobs.engine.read.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.UnknownStoreException;

/** Why the files of a source cannot be listed, as people of object stores say it. */
final class StoreFaults {

    private StoreFaults() {}

    /**
     * What listing ended in, as a problem for people. The message of the store's library is left to the cause, since requests
     * with their headers may stand in it.
     *
     * @param location what was listed
     * @param shown the same, for people
     */
    static UnreadableSourceException unlisted(Path location, String shown, IOException cause) {
        if (!"s3a".equals(location.toUri().getScheme())) {
            return new UnreadableSourceException(
                    shown,
                    "cannot be listed: " + cause.getClass().getSimpleName() + ".",
                    "Check that the path is right and that this user may read it.",
                    cause);
        }
        if (cause instanceof UnknownStoreException) {
            return new UnreadableSourceException(
                    shown,
                    "cannot be listed: the store has no bucket '"
                            + location.toUri().getHost() + "'.",
                    "Check the bucket's name, and spark.hadoop.fs.s3a.endpoint in the profile.",
                    cause);
        }
        if (cause instanceof AccessDeniedException) {
            return new UnreadableSourceException(
                    shown,
                    "cannot be listed: there are no credentials for the bucket, or they have no right to list it.",
                    "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a provider in"
                            + " spark.hadoop.fs.s3a.aws.credentials.provider; it needs the right to list the bucket and to read its"
                            + " objects.",
                    cause);
        }
        return new UnreadableSourceException(
                shown,
                "cannot be listed: the store does not answer as one of S3 does ("
                        + cause.getClass().getSimpleName() + ").",
                "Check spark.hadoop.fs.s3a.endpoint and spark.hadoop.fs.s3a.endpoint.region in the profile, the network, and that"
                        + " the store is up; then run again.",
                cause);
    }
}
