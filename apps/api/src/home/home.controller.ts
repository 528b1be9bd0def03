import { Controller, Get, Header, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { API_VERSION } from './api-version.js';
import { errorsPage } from './errors-page.js';
import { homePage } from './home-page.js';

const HOST = /^[\w.:[\]-]{1,255}$/;

@ApiExcludeController()
@Controller()
export class HomeController {
  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  home(@Req() request: FastifyRequest): string {
    const host = HOST.test(request.host) ? request.host : 'localhost';
    return homePage(`${request.protocol}://${host}`, API_VERSION);
  }

  @Get('docs/errors')
  @Header('Content-Type', 'text/html; charset=utf-8')
  errors(): string {
    return errorsPage();
  }
}
