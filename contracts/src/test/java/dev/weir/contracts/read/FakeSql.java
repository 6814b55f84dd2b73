package dev.weir.contracts.read;

import dev.weir.contracts.sql.Derivation;
import dev.weir.contracts.sql.SqlCall;
import dev.weir.contracts.sql.SqlFacts;
import dev.weir.contracts.sql.SqlOrigins;
import dev.weir.contracts.sql.SqlParser;
import dev.weir.contracts.sql.SqlSyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sees in SQL what these tests write: words before brackets are functions, words after FROM and JOIN are tables. */
final class FakeSql implements SqlParser {

    private static final Pattern WORD =
            Pattern.compile("(?:DATE|TIMESTAMP) '[^']*'|`[^`]+`|'[^']*'|[A-Za-z_][A-Za-z0-9_.]*");
    private static final List<SqlCall.Argument> ANY = List.of(new SqlCall.Argument(SqlCall.Argument.Kind.STAR, ""));

    private static final Set<String> KEYWORDS =
            Set.of(("select as from join on where and or not is null in between rlike"
                            + " timestampdiff true false case when then else end distinct with cast double union all left")
                    .split(" "));

    private static final Pattern FROM = Pattern.compile("(?is)select\\s+(.*)\\s+from\\s+([a-z_.]+)");
    private static final Pattern PLAIN = Pattern.compile("(?i)(\\w+) as (\\w+)");
    private static final Pattern CAST = Pattern.compile("(?i)cast\\((\\w+) as \\w+\\)(?: as (\\w+))?");

    @Override
    public SqlFacts query(String sql) throws SqlSyntaxException {
        String text = sql.replaceAll("(?m)--.*$", "").strip();
        if (!text.toUpperCase(Locale.ROOT).startsWith("SELECT")
                && !text.toUpperCase(Locale.ROOT).startsWith("WITH")) {
            throw new SqlSyntaxException("SELECT is missing", 1, 1);
        }
        return facts(sql);
    }

    /** Of {@code a AS b} from one table, and of nothing else. */
    @Override
    public SqlOrigins origins(String sql, SqlOrigins.Tables tables) {
        Matcher from = FROM.matcher(sql.replaceAll("(?m)--.*$", "").strip());
        List<SqlOrigins.Output> outputs = new ArrayList<>();
        if (from.matches()) {
            for (String output : from.group(1).split(",(?![^(]*\\))")) {
                Matcher plain = PLAIN.matcher(output.strip());
                if (plain.matches()) {
                    SqlOrigins.TableColumn column = new SqlOrigins.TableColumn(from.group(2), plain.group(1));
                    outputs.add(new SqlOrigins.Output(plain.group(2), Derivation.of(column)));
                }
            }
        }
        return new SqlOrigins(outputs, Derivation.LITERAL);
    }

    @Override
    public SqlFacts expression(String sql) throws SqlSyntaxException {
        return facts(sql);
    }

    private static SqlFacts.Output output(String sql) {
        Matcher selected = Pattern.compile("(?is)select (.*?) from .*").matcher(sql.strip());
        return selected.matches()
                ? new SqlFacts.Output(List.of(selected.group(1).strip().split("\\s*,\\s*")), casts(sql))
                : new SqlFacts.Output(List.of(), casts(sql));
    }

    /** {@code CAST(a AS type) AS b} on the first line. */
    private static List<SqlFacts.Cast> casts(String sql) {
        return CAST.matcher(sql)
                .results()
                .map(cast -> new SqlFacts.Cast(
                        Optional.ofNullable(cast.group(2)).orElse(""), Optional.of(cast.group(1)), 1, cast.start() + 1))
                .toList();
    }

    private static SqlFacts facts(String sql) throws SqlSyntaxException {
        int broken = sql.indexOf("!!");
        if (broken >= 0) {
            int line = 1
                    + (int) sql.substring(0, broken)
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            throw new SqlSyntaxException("'!!' is unexpected", line, broken - sql.lastIndexOf('\n', broken));
        }
        Set<String> tables = new LinkedHashSet<>();
        Set<String> columns = new LinkedHashSet<>();
        Set<List<String>> mentions = new LinkedHashSet<>();
        List<SqlCall> calls = new ArrayList<>();
        String text = sql.replaceAll("(?m)--.*$", "");
        Matcher matcher = WORD.matcher(text);
        String before = "";
        boolean afterTable = false;
        boolean general = false;
        while (matcher.find()) {
            String word = matcher.group();
            String lower = word.toLowerCase(Locale.ROOT);
            boolean call = text.startsWith("(", matcher.end());
            if (before.equals("from") || before.equals("join")) {
                tables.add(word);
            } else if (call && !KEYWORDS.contains(lower)) {
                calls.add(call(lower, text, matcher.start(), matcher.end()));
                general |= Set.of("count", "sum", "max").contains(lower);
            } else if (!KEYWORDS.contains(lower) && !word.contains("'") && !before.equals("as") && !afterTable) {
                String name = word.replace("`", "");
                columns.add(name.substring(name.lastIndexOf('.') + 1));
                mentions.add(List.of(name.split("\\.")));
            }
            general |= lower.equals("join") || lower.equals("distinct") || lower.equals("union");
            afterTable = before.equals("from") || before.equals("join");
            before = lower;
        }
        return new SqlFacts(
                List.copyOf(tables),
                List.copyOf(columns),
                List.copyOf(mentions),
                calls,
                general ? SqlFacts.Shape.GENERAL : SqlFacts.Shape.ROW_WISE,
                output(text));
    }

    /** With or without arguments: their number is nothing that these tests are about. */
    private static SqlCall call(String name, String text, int start, int open) {
        String before = text.substring(0, start);
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        return new SqlCall(
                name,
                SqlCall.Form.PLAIN,
                text.startsWith("()", open) ? List.of() : ANY,
                line,
                start - before.lastIndexOf('\n'));
    }
}
