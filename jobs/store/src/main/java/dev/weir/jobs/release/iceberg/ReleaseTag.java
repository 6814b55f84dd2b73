package dev.weir.jobs.release.iceberg;

import dev.weir.releases.journal.RunMark;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.SnapshotRef;

/** The name by which every reader of Iceberg finds a release's snapshot: {@code release_12}. */
final class ReleaseTag {

    private static final Pattern NAME = Pattern.compile("release_([1-9][0-9]{0,17})");

    private ReleaseTag() {}

    static String of(RunMark mark) {
        return "release_" + mark.release().orElseThrow();
    }

    /** The release that a reference is the tag of; empty for any other reference. */
    static OptionalLong release(String name, SnapshotRef reference) {
        Matcher tag = NAME.matcher(name);
        return reference.isTag() && tag.matches()
                ? OptionalLong.of(Long.parseLong(tag.group(1)))
                : OptionalLong.empty();
    }
}
