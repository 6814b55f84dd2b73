package dev.weir.privacy.detect;

/**
 * Which part of a table's rows is looked at. What the first part tells by many samples, those after it tell by fewer, since each
 * of them begins anew.
 *
 * @param number from 0
 */
public record TablePart(int number) {

    /** All rows. */
    public static final TablePart WHOLE = new TablePart(0);

    public TablePart {
        if (number < 0) {
            throw new IllegalArgumentException("Part " + number);
        }
    }

    boolean isLater() {
        return number > 0;
    }
}
