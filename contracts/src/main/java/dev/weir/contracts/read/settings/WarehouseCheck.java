package dev.weir.contracts.read.settings;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.settings.CatalogueSettings;
import dev.weir.contracts.settings.Profile;
import java.util.regex.Pattern;

/** Whether a profile's warehouse can lie in the bucket that the profile names, beside the catalogue that it names. */
final class WarehouseCheck {

    /** What Hadoop, Iceberg and Delta write one way alone: no escapes, no user name, no password. */
    private static final Pattern PREFIX =
            Pattern.compile("s3a://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9._=-]+)*/?");

    private WarehouseCheck() {}

    /**
     * Adds what is wrong; nothing for a folder.
     *
     * @param warehouse where the profile declares it
     */
    static void check(Profile.Storage storage, Place warehouse, Problems problems) {
        String address = storage.warehouse();
        if (address.startsWith("s3:") || address.startsWith("s3n:")) {
            problems.add(
                    Code.INVALID_VALUE,
                    warehouse,
                    "the warehouse begins with '" + address.substring(0, address.indexOf(':')) + ":'",
                    "Hadoop's own scheme for S3 is s3a, and metadata of tables hold the address as it is written",
                    "write s3a://bucket/prefix");
            return;
        }
        if (!storage.isInBucket()) {
            return;
        }
        if (!PREFIX.matcher(address).matches()) {
            problems.add(
                    Code.INVALID_VALUE,
                    warehouse,
                    "the warehouse is no prefix of a bucket",
                    "a bucket's name has 3 to 63 small letters, digits, dots and hyphens, and the prefix letters of A to Z, digits and"
                            + " ._=- between slashes; credentials are no part of it",
                    "write such as s3a://bucket/prefix");
        }
    }

    /** A catalogue beside it that was read without a problem. */
    static void checkCatalogue(Profile.Storage storage, Place catalogue, Problems problems) {
        if (storage.isInBucket() && storage.catalogue().type().equals(CatalogueSettings.SQLITE)) {
            problems.add(
                    Code.INVALID_VALUE,
                    catalogue,
                    "the catalogue is of type 'sqlite', and the warehouse lies in a bucket",
                    "SQLite's file lies in the warehouse, and no file in a bucket can be changed in part",
                    "name a server: catalogue: { type: postgresql, store: \"jdbc:postgresql://host/database\" }");
        }
    }
}
