package dev.weir.contracts.settings;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One way by which people learn of what happens to products.
 *
 * @param name as weir.yaml calls it
 * @param endpoint where its notices go
 * @param wanted of what it gives notice
 * @param owners by the owners of rules and products, how each is addressed there
 */
public record NoticeChannel(String name, Endpoint endpoint, Wanted wanted, Map<String, String> owners) {

    public NoticeChannel {
        owners = Collections.unmodifiableMap(new LinkedHashMap<>(owners));
    }

    /** What a notice may be about. */
    public enum Topic {
        /** A rule stopped a release. */
        HELD,
        /** Law or policy stopped a release. */
        REFUSED,
        /** A run broke. */
        FAILED,
        /** Columns of a source, or the distribution of values, are not what they were. */
        DRIFT,
        /** Files of released intervals arrived or changed since. */
        LATE,
        /** The end of a waiver, of a column called harmless, or of a mechanism is near. */
        ENDS,
        /** People sent abroad are near a threshold of the law. */
        THRESHOLD
    }

    /**
     * Of what a channel gives notice.
     *
     * @param on the topics
     * @param days before an end
     * @param share of a threshold from which it is near
     * @param again after how many days what still holds is sent again
     */
    public record Wanted(Set<Topic> on, int days, double share, int again) {

        /** All topics, ends a month ahead, thresholds from four fifths on; once a week again. */
        public static final Wanted USUAL = new Wanted(EnumSet.allOf(Topic.class), 30, 0.8, 7);

        public Wanted {
            on = on.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(on));
        }
    }

    /** The kinds of channel. */
    public enum Kind {
        EMAIL(false),
        /** JSON of Weir's own, for programs. */
        WEBHOOK(true),
        SLACK(false),
        /** Feishu, and Lark. */
        FEISHU(true),
        DINGTALK(true),
        /** WeCom, the group robot of 企业微信. */
        WECOM(false);

        private final boolean signs;

        Kind(boolean signs) {
            this.signs = signs;
        }

        /** Whether its server takes requests that a secret signs. */
        public boolean signs() {
            return signs;
        }
    }

    /** Where notices go. */
    public sealed interface Endpoint {
        Kind kind();
    }

    /**
     * A server of e-mail.
     *
     * @param server the host's name or address
     * @param login who sends; empty where the server asks for no login
     * @param from the sender's address
     * @param to who gets what no owner is addressed for
     */
    public record Mail(String server, int port, Security security, Optional<Login> login, String from, List<String> to)
            implements Endpoint {
        public Mail {
            to = List.copyOf(to);
        }

        @Override
        public Kind kind() {
            return Kind.EMAIL;
        }
    }

    /** Who sends e-mail. */
    public record Login(String user, Credential password) {}

    /** What keeps an e-mail from others on its way to the server. */
    public enum Security {
        /** TLS after a greeting; a server without it gets nothing. */
        STARTTLS,
        /** TLS from the first byte. */
        TLS,
        /** Nothing: for a server on this machine, or in a closed network. */
        NONE
    }

    /**
     * A server that takes requests of HTTP.
     *
     * @param kind what it understands
     * @param url its address
     * @param secret that signs requests, where the server asks for a signature
     */
    public record Webhook(Kind kind, Credential url, Optional<Credential> secret) implements Endpoint {}
}
