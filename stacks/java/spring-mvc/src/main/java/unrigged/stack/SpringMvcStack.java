package unrigged.stack;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Spring MVC on Tomcat: the same program on platform threads or, by Spring Boot's own switch, on
 * virtual ones.
 */
@SpringBootApplication(proxyBeanMethods = false)
class SpringMvcStack {
    public static void main(String[] arguments) {
        SpringApplication.run(SpringMvcStack.class, arguments);
    }

    @Bean
    Settings settings() {
        return Settings.fromEnvironment();
    }

    @Bean
    DataSource dataSource(Settings settings) {
        if (settings.poolSize() == 0) {
            return new DriverManagerDataSource(settings.jdbcUrl());
        }
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(settings.jdbcUrl());
        pool.setMaximumPoolSize(settings.poolSize());
        return new HikariDataSource(pool);
    }
}
