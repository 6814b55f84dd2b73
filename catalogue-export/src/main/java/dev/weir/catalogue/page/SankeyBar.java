package dev.weir.catalogue.page;

/** A bar of a run's picture while bands are tied to its two sides, from its top down. */
final class SankeyBar {

    private final String label;
    private final long rows;
    private final String kind;
    private double x;
    private double y;
    private double height;
    private double left;
    private double right;

    SankeyBar(String label, long rows, String kind) {
        this.label = label;
        this.rows = rows;
        this.kind = kind;
    }

    String label() {
        return label;
    }

    long rows() {
        return rows;
    }

    String kind() {
        return kind;
    }

    double x() {
        return x;
    }

    double height() {
        return height;
    }

    double weight() {
        return Math.sqrt((double) rows);
    }

    void place(double atX, double atY, double tall) {
        x = atX;
        y = atY;
        height = tall;
    }

    /** How much of its height so many of its rows take. */
    double share(long some) {
        return height * some / Math.max(1, rows);
    }

    /** Where the next band arrives. */
    double in(double thickness) {
        double at = y + left;
        left += thickness;
        return at;
    }

    /** Where the next band leaves. */
    double out(double thickness) {
        double at = y + right;
        right += thickness;
        return at;
    }

    /** The next band leaves at the bar's foot. */
    void fill(double thickness) {
        right = Math.max(right, height - thickness);
    }

    double middle() {
        return y + height / 2;
    }

    SankeyDiagram.Node node(int column, String shown, String words) {
        return new SankeyDiagram.Node(shown, label, words, kind, column, new SankeyDiagram.Box(x, y, height));
    }
}
