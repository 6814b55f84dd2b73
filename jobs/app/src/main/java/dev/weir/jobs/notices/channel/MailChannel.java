package dev.weir.jobs.notices.channel;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.settings.NoticeChannel;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/** Sends letters by e-mail. With TLS the server's certificate has to be one that Java trusts, and of the server's name. */
final class MailChannel implements Channel {

    public static final class Opener implements ChannelOpener {

        @Override
        public NoticeChannel.Kind kind() {
            return NoticeChannel.Kind.EMAIL;
        }

        @Override
        public Channel open(NoticeChannel.Endpoint endpoint, Credentials credentials, Clock clock)
                throws DeliveryException {
            NoticeChannel.Mail mail = (NoticeChannel.Mail) endpoint;
            Optional<String> password = mail.login().isEmpty()
                    ? Optional.empty()
                    : Optional.of(credentials.value(mail.login().get().password()));
            return new MailChannel(mail, password, clock);
        }
    }

    private static final String PATIENCE = "10000";

    private final NoticeChannel.Mail mail;
    private final Optional<String> password;
    private final Clock clock;
    private final Optional<SSLSocketFactory> trusting;

    MailChannel(NoticeChannel.Mail mail, Optional<String> password, Clock clock) {
        this(mail, password, clock, Optional.empty());
    }

    /** @param trusting whom it trusts, in place of those that Java trusts */
    MailChannel(NoticeChannel.Mail mail, Optional<String> password, Clock clock, Optional<SSLSocketFactory> trusting) {
        this.mail = requireNonNull(mail, "mail");
        this.password = requireNonNull(password, "password");
        this.clock = requireNonNull(clock, "clock");
        this.trusting = requireNonNull(trusting, "trusting");
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", "smtp");
        properties.put("mail.smtp.host", mail.server());
        properties.put("mail.smtp.port", Integer.toString(mail.port()));
        for (String wait : List.of("connectiontimeout", "timeout", "writetimeout")) {
            properties.put("mail.smtp." + wait, PATIENCE);
        }
        properties.put("mail.smtp.auth", Boolean.toString(password.isPresent()));
        properties.put("mail.smtp.sendpartial", "false");
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        switch (mail.security()) {
            case STARTTLS -> {
                properties.put("mail.smtp.starttls.enable", "true");
                properties.put("mail.smtp.starttls.required", "true");
            }
            case TLS -> properties.put("mail.smtp.ssl.enable", "true");
            case NONE -> properties.put("mail.smtp.starttls.enable", "false");
        }
        trusting.ifPresent(factory -> properties.put("mail.smtp.ssl.socketFactory", factory));
        return properties;
    }

    @Override
    public void send(NoticeBatch letter) throws DeliveryException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(MailChannel.class.getClassLoader()); // by which the library finds its own parts
        try {
            Session session = Session.getInstance(properties());
            MimeMessage message = message(session, letter);
            try (Transport transport = session.getTransport()) {
                transport.connect(mail.login().map(NoticeChannel.Login::user).orElse(null), password.orElse(null));
                transport.sendMessage(message, message.getAllRecipients());
            }
        } catch (AuthenticationFailedException e) {
            throw new DeliveryException("the server refuses user or password");
        } catch (SendFailedException e) {
            throw new DeliveryException("the server refuses the sender or one of the addresses");
        } catch (MessagingException e) { // its message may quote the server
            if (e.getNextException() instanceof SSLException) {
                throw DeliveryException.untrusted(name(e));
            }
            throw new DeliveryException("the server does not take it (" + name(e) + ")");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static String name(MessagingException failure) {
        Exception cause = failure.getNextException();
        return (cause == null ? failure : cause).getClass().getSimpleName();
    }

    private MimeMessage message(Session session, NoticeBatch letter) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(mail.from(), true));
        for (String to : letter.to().isEmpty() ? mail.to() : letter.to()) {
            message.addRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
        }
        message.setSubject("[weir] " + letter.title().replaceAll("\\s+", " "), StandardCharsets.UTF_8.name());
        message.setText(letter.text() + "\n", StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no absence notice answers it
        return message;
    }
}
