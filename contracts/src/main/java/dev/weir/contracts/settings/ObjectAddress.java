package dev.weir.contracts.settings;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place in a bucket of S3: a prefix of keys, or a pattern of them. Keys stand as they are, never percent-encoded, and no part
 * of one is empty, {@code .} or {@code ..}: so an address is taken as it is written.
 *
 * @param bucket its name
 * @param key without a slash at either end; empty for the whole bucket; it may hold Hadoop's wildcards
 */
public record ObjectAddress(String bucket, String key) {

    private static final String SCHEME = "s3a://";

    /** The standard's own scheme beside Hadoop's; both lead to the same place. */
    private static final Pattern SCHEMES = Pattern.compile("s3a?://");

    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern AMISS = Pattern.compile("[%\\\\\\p{Cntrl}]");
    private static final Pattern WILDCARDS = Pattern.compile("[*?\\[\\]{}]");

    /** What stands before a user in an address, of any scheme: what follows may be a password. */
    private static final Pattern USER = Pattern.compile("//[^/]*@");

    /** The place that is written; empty where that is none, for the reason of {@link #fault}. */
    public static Optional<ObjectAddress> of(String written) {
        return fault(written).isPresent() ? Optional.empty() : Optional.of(parts(written));
    }

    /** Why what is written is no place in a bucket, as part of a sentence; empty where it is one. */
    public static Optional<String> fault(String written) {
        if (!SCHEMES.matcher(written).lookingAt()) {
            return Optional.of("an address in a bucket begins with s3a:// or s3://");
        }
        if (USER.matcher(written).find()) {
            return Optional.of("credentials have no place in an address");
        }
        ObjectAddress parts = parts(written);
        if (!BUCKET.matcher(parts.bucket()).matches() || parts.bucket().contains("..")) {
            return Optional.of("it has no bucket: a name of 3 to 63 small letters, digits, dots and hyphens");
        }
        if (AMISS.matcher(parts.key()).find()) {
            return Optional.of(
                    "names of objects stand as they are: without percent signs, backslashes and control signs");
        }
        boolean leadsElsewhere = Pattern.compile("[/{},]")
                .splitAsStream(parts.key())
                .anyMatch(part -> part.equals(".") || part.equals(".."));
        if (leadsElsewhere) {
            return Optional.of("a bucket knows no '.' and '..'");
        }
        return ("/" + parts.key() + "/").contains("//") && !parts.key().isEmpty()
                ? Optional.of("a part of it between two slashes is empty")
                : Optional.empty();
    }

    /** Whether a text is meant as an address of this kind, right or wrong. */
    public static boolean isMeant(String written) {
        return SCHEMES.matcher(written).lookingAt();
    }

    /** What is written, without a password, for messages. */
    public static String shown(String written) {
        return USER.matcher(written).replaceFirst("//…@");
    }

    private static ObjectAddress parts(String written) {
        String rest = SCHEMES.matcher(written).replaceFirst("");
        int slash = rest.indexOf('/');
        String key = slash < 0 ? "" : rest.substring(slash + 1);
        return new ObjectAddress(
                slash < 0 ? rest : rest.substring(0, slash),
                key.endsWith("/") ? key.substring(0, key.length() - 1) : key);
    }

    /** Whether it is one place, and no pattern. */
    public boolean isPlain() {
        return !WILDCARDS.matcher(key).find();
    }

    /** Whether all that it may lead to lies below a plain address, or is it. A prefix ends at a slash. */
    public boolean isBelow(ObjectAddress root) {
        return bucket.equals(root.bucket)
                && (root.key.isEmpty() || key.equals(root.key) || key.startsWith(root.key + "/"));
    }

    /** As Hadoop writes it. */
    @Override
    public String toString() {
        return SCHEME + bucket + (key.isEmpty() ? "" : "/" + key);
    }
}
