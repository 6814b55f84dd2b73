package dev.weir.jobs.plan.change;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Versions of contracts: Semantic Versioning 2.0.0, {@code major.minor.patch}; below 1.0.0 the minor part stands for both. */
final class ContractVersion {

    private static final Pattern FORM = Pattern.compile("v?(\\d+)\\.(\\d+)\\.(\\d+)(?:[-+].*)?");

    private record Parts(BigInteger major, BigInteger minor, BigInteger patch) {
        static Optional<Parts> of(String version) {
            Matcher form = FORM.matcher(version);
            return form.matches()
                    ? Optional.of(new Parts(
                            new BigInteger(form.group(1)),
                            new BigInteger(form.group(2)),
                            new BigInteger(form.group(3))))
                    : Optional.empty();
        }

        boolean isUnstable() {
            return major.signum() == 0;
        }
    }

    private ContractVersion() {}

    /**
     * Whether a version announces a change of that weight after another one; of versions of another form, whether they differ.
     */
    static boolean isEnough(String was, String now, ColumnChange.Weight weight) {
        Optional<Parts> before = Parts.of(was);
        Optional<Parts> after = Parts.of(now);
        if (before.isEmpty() || after.isEmpty()) {
            return !was.equals(now);
        }
        int major = after.get().major().compareTo(before.get().major());
        int minor = after.get().minor().compareTo(before.get().minor());
        int patch = after.get().patch().compareTo(before.get().patch());
        if (major != 0) {
            return major > 0;
        }
        if (weight == ColumnChange.Weight.MAJOR) {
            return before.get().isUnstable() && minor > 0;
        }
        return minor > 0 || (minor == 0 && before.get().isUnstable() && patch > 0);
    }

    /** The least version that announces a change of that weight after another one. */
    static String next(String was, ColumnChange.Weight weight) {
        Optional<Parts> before = Parts.of(was);
        if (before.isEmpty()) {
            return "another one than " + was;
        }
        Parts parts = before.get();
        if (weight == ColumnChange.Weight.MAJOR && !parts.isUnstable()) {
            return parts.major().add(BigInteger.ONE) + ".0.0";
        }
        return weight == ColumnChange.Weight.MINOR && parts.isUnstable()
                ? parts.major() + "." + parts.minor() + "." + parts.patch().add(BigInteger.ONE)
                : parts.major() + "." + parts.minor().add(BigInteger.ONE) + ".0";
    }
}
