package dev.weir.jobs.engine.discover;

import java.util.List;

/** Profiles of a few values, for tests. */
public final class ProfileOf {

    private ProfileOf() {}

    /** Of texts, each on a line of its own. */
    public static ColumnProfile texts(List<String> values) {
        FormReaders readers = new FormReaders();
        ColumnProfile profile = new ColumnProfile(100);
        for (int i = 0; i < values.size(); i++) {
            profile.add(values.get(i), new RecordPosition("f", i + 1L), readers);
        }
        return profile;
    }

    /** Of so many columns, and no record. */
    public static TableProfile columns(int width) {
        return new TableProfile(width);
    }

    /** Of lists and objects. */
    public static ColumnProfile nested(List<?> values) {
        ColumnProfile profile = new ColumnProfile(100);
        values.forEach(profile::add);
        return profile;
    }
}
