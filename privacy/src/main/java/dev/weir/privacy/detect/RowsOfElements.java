package dev.weir.privacy.detect;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Counts the rows whose arrays and objects hold personal data, however many other elements stand beside: one name among twenty
 * symptoms in each row is a name in each row. Rows are a sample once there are many. Numbers that come by chance are left to the
 * scan of all elements, since of twenty codes in a row one is like a card more often than not. For one thread.
 */
public final class RowsOfElements {

    private static final Set<LeakKind> BY_THEMSELVES =
            EnumSet.of(LeakKind.IDENTITY, LeakKind.NAME, LeakKind.EMAIL, LeakKind.ADDRESS, LeakKind.PLATE);

    private static final byte[] NO_PERSON = {};

    private final LeakScan scan;
    private final ValueSampler samples;
    private int stands;
    private byte[] person = NO_PERSON;

    /** @param header the column's name */
    public RowsOfElements(String header, TablePart part) {
        this.scan = new LeakScan(header);
        this.samples = ValueSampler.of(part);
    }

    /** Begins another row; answers whether its elements are to be shown. */
    public boolean begin() {
        stands = samples.next();
        person = NO_PERSON;
        return stands > 0;
    }

    /**
     * One element: the bytes from {@code from} to before {@code to}, in UTF-8. The first that identifies a person counts for the
     * row.
     */
    public void add(byte[] utf8, int from, int to) {
        if (person.length == 0 && scan.tells(utf8, from, to, BY_THEMSELVES)) {
            person = Arrays.copyOfRange(utf8, from, to);
        }
    }

    /** All elements were shown, or none has to be. */
    public void end() {
        if (person.length > 0) {
            scan.add(person, 0, person.length, stands);
        } else {
            scan.pass();
        }
    }

    /** What was found so far: its values are rows. */
    public LeakCounts counts() {
        return scan.counts();
    }
}
