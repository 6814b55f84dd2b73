package dev.weir.contracts.sql;

/**
 * Texts as literals of Spark SQL. Two quotes within a text are no quote to Spark: it reads {@code 'Can''t'} as two texts side by side,
 * {@code Cant}.
 */
public final class SqlLiteral {

    private SqlLiteral() {}

    /** A text as a literal that Spark reads letter by letter. */
    public static String text(String value) {
        StringBuilder literal = new StringBuilder("'");
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            switch (character) {
                case '\'' -> literal.append("\\'");
                case '\\' -> literal.append("\\\\");
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                case '\t' -> literal.append("\\t");
                default -> literal.append(character);
            }
        }
        return literal.append('\'').toString();
    }
}
