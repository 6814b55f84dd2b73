package dev.weir.contracts.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a database, as JDBC has them.
 *
 * @param url such as {@code jdbc:postgresql://host/database}
 */
public record DatabaseAddress(String url) {

    /** Of servers that ODCS has no type for. */
    public static final String CUSTOM = "custom";

    /** How the addresses of a type of server in ODCS begin; of others, the profile's address alone tells. */
    private static final Map<String, List<String>> BEGINNINGS = Map.of(
            "postgresql", List.of("jdbc:postgresql:"),
            "postgres", List.of("jdbc:postgresql:"),
            "mysql", List.of("jdbc:mysql:", "jdbc:mariadb:"),
            "oracle", List.of("jdbc:oracle:"),
            "sqlserver", List.of("jdbc:sqlserver:"),
            "db2", List.of("jdbc:db2:"));

    private static final Map<String, String> PORTS =
            Map.of("postgresql", "5432", "mysql", "3306", "oracle", "1521", "db2", "50000");

    private static final Pattern ADDRESS = Pattern.compile("jdbc:[A-Za-z0-9]+:\\S+");

    /** A key that names a user or a secret, whatever parts keys in a driver's addresses; and what stands before an @ there. */
    private static final Pattern OPEN =
            Pattern.compile("(?i)(?:[^a-z0-9_](?:user|username|uid)|(?:password|passwd|pwd|secret|token)\\w*)\\s*="
                    + "|[^:/@]+/[^/@]*@|//[^@]+@");

    private static final Pattern PARTS =
            Pattern.compile("jdbc:[A-Za-z0-9]+:(?:thin:@)?//([^/:;?,\\[\\]]+)(?::([0-9]+))?/([^/;?,:]+)(?:[?;].*)?");
    private static final Pattern DATABASE_KEY = Pattern.compile("(?i);\\s*databaseName\\s*=\\s*([^;]+)");

    public boolean isAddress() {
        return ADDRESS.matcher(url).matches();
    }

    /** Whether it names a user or a secret, which no address may: it is shown in messages. */
    public boolean isOpen() {
        return OPEN.matcher(url).find();
    }

    /** The type of its server in ODCS. */
    public String type() {
        return BEGINNINGS.entrySet().stream()
                .filter(type -> type.getValue().stream().anyMatch(url::startsWith))
                .map(Map.Entry::getKey)
                .max(String::compareTo) // the longer of the two that PostgreSQL has
                .orElse(CUSTOM);
    }

    /** The host in it, where it is written as most are. */
    public Optional<String> host() {
        return part(1);
    }

    /** The database in it, where it is written as most are. */
    public Optional<String> database() {
        Matcher key = DATABASE_KEY.matcher(url);
        return key.find() ? Optional.of(key.group(1).strip()) : part(3);
    }

    /** The port in it, or the one that servers of its type have when it has none. */
    public Optional<String> port() {
        return part(2).or(() -> Optional.ofNullable(PORTS.get(type())));
    }

    private Optional<String> part(int group) {
        Matcher parts = PARTS.matcher(url);
        return parts.matches() ? Optional.ofNullable(parts.group(group)) : Optional.empty();
    }

    /** A name for it in a profile: the database's, in small letters. */
    public String name() {
        String plain = database()
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_]+", "_")
                .replaceAll("^[0-9_]+|_+$", "");
        return plain.isEmpty() ? "database" : plain;
    }

    /** Whether ODCS has a type of that name. */
    public static boolean isType(String type) {
        return BEGINNINGS.containsKey(type);
    }

    /** How addresses of a type begin. */
    public static List<String> beginnings(String type) {
        return BEGINNINGS.getOrDefault(type, List.of("jdbc:"));
    }

    /** The address for people, without what is for the driver alone: what stands behind the path, or in brackets. */
    public String shown() {
        int end = url.length();
        for (char mark : new char[] {'?', ';', '(', ','}) {
            int at = url.indexOf(mark);
            end = at < 0 ? end : Math.min(end, at);
        }
        return url.substring(0, end);
    }

    @Override
    public String toString() {
        return shown();
    }
}
